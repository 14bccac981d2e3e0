package dev.parley.platform.telemetry;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.CompletableFuture;

/**
 * The process's figures, read by Prometheus. Holds those of the JVM and the process from the start;
 * services add their own to {@link #registry()}. Names are in dots ({@code parley.messages.sent}),
 * units are Micrometer's base units.
 */
public final class Metrics implements AutoCloseable {
  /** The content type of {@link #scrape}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics pauses = new JvmGcMetrics();

  private final CompletableFuture<Void> watching;

  /**
   * Returns at once; the figures of the JVM, which are slow to set up, are there by the first
   * {@link #scrape}.
   */
  public Metrics() {
    watching = CompletableFuture.runAsync(() -> watchProcess(registry, pauses));
  }

  private static void watchProcess(PrometheusMeterRegistry registry, JvmGcMetrics pauses) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    pauses.bindTo(registry);
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Every figure as it is now, in Prometheus' text format. */
  public String scrape() {
    watching.join();
    return registry.scrape(CONTENT_TYPE);
  }

  /** Ends the listening for garbage collections. */
  @Override
  public void close() {
    watching.join();
    pauses.close();
    registry.close();
  }
}
