package dev.parley.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void theFiguresOfTheJvmAndTheProcessAreThereFromTheStart() {
    try (var metrics = new Metrics()) {
      assertThat(metrics.scrape())
          .contains(
              "jvm_memory_used_bytes{",
              "jvm_threads_live_threads ",
              "process_cpu_usage ",
              "process_files_open");
    }
  }

  @Test
  void aServicesOwnFigureIsScrapedByItsPrometheusName() {
    try (var metrics = new Metrics()) {
      metrics.registry().counter("parley.messages.sent").increment(3);

      assertThat(metrics.scrape())
          .contains("# TYPE parley_messages_sent_total counter", "\nparley_messages_sent_total 3");
    }
  }
}
