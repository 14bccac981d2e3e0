package dev.parley.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.config.PlatformSettings.Log.Format;
import dev.parley.platform.config.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.event.Level;

class LogsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  LogsTest() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Test
  void aPlainLineHasTimeLevelLoggerMessageAndPairs() {
    logger(Format.PLAIN, Level.INFO)
        .atInfo()
        .addKeyValue("port", 8080)
        .addKeyValue("name", "a b")
        .log("listening");

    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Gateway  listening port=8080 name=\"a b\"");
  }

  @Test
  void aPlainLineHasTheRequestIdOfTheMdc() {
    var logger = logger(Format.PLAIN, Level.INFO);
    context.getMDCAdapter().put("requestId", "r-1");
    logger.info("served");

    assertThat(lines()).singleElement().asString().endsWith("served requestId=r-1");
  }

  @Test
  void whatAClientSendsCannotStartAPlainLine() {
    logger(Format.PLAIN, Level.INFO)
        .atInfo()
        .addKeyValue("name", "x\u2028\u001b[2J")
        .setCause(new IllegalStateException("first\n2026-01-01 00:00:00.000 ERROR Forged  line"))
        .log("a\r\nb");

    assertThat(lines().getFirst()).endsWith("a\\r\\nb name=x\\u2028\\u001b[2J");
    assertThat(lines().subList(1, lines().size()))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("    "));
  }

  @Test
  void aJsonLineIsOneObjectWithEverythingInIt() throws JsonProcessingException {
    var logger = logger(Format.JSON, Level.INFO);
    context.getMDCAdapter().put("requestId", "r-1");
    logger
        .atWarn()
        .addKeyValue("port", 8080)
        .addKeyValue("tls", true)
        .addKeyValue("ratio", Double.NaN)
        .log("hi {}", 1);

    var line = json();
    assertThat(line.at("/time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    assertThat(line.at("/level").asText()).isEqualTo("WARN");
    assertThat(line.at("/logger").asText()).isEqualTo("dev.parley.Gateway");
    assertThat(line.at("/thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.at("/message").asText()).isEqualTo("hi 1");
    assertThat(line.at("/context/requestId").asText()).isEqualTo("r-1");
    assertThat(line.at("/fields/port").isInt()).isTrue();
    assertThat(line.at("/fields/tls").isBoolean()).isTrue();
    assertThat(line.at("/fields/ratio").asText()).isEqualTo("NaN");
  }

  @Test
  void aJsonLineSurvivesEveryCharacter() throws JsonProcessingException {
    var everything = new StringBuilder();
    IntStream.rangeClosed(0, 0x2100).forEach(c -> everything.append((char) c));
    var text = everything.append("\ud83d\ude00").toString();
    logger(Format.JSON, Level.INFO).atInfo().addKeyValue(text, text).log(text);

    assertThat(json().at("/message").asText()).isEqualTo(text);
    assertThat(json().get("fields").get(text).asText()).isEqualTo(text);
  }

  @Test
  void aLoneSurrogateIsReplacedInAJsonLine() throws JsonProcessingException {
    logger(Format.JSON, Level.INFO).info("a\ud83d b\ude00 \ud83d");

    assertThat(json().at("/message").asText()).isEqualTo("a\ufffd b\ufffd \ufffd");
  }

  @Test
  void aJsonLineHoldsTheWholeExceptionWithItsCause() throws JsonProcessingException {
    var cause = new IllegalArgumentException("a \"quoted\"\n\tcause");
    logger(Format.JSON, Level.INFO).error("broken", new IllegalStateException("outer", cause));

    assertThat(json().at("/exception").asText())
        .contains(
            "IllegalStateException: outer", "Caused by: ", "a \"quoted\"\n\tcause", "LogsTest");
  }

  @Test
  void aSecretIsNeverWritten() {
    var secret = new Secret("hunter2");
    logger(Format.JSON, Level.INFO).atInfo().addKeyValue("password", secret).log("with {}", secret);

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("****").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"ERROR, 1, 1", "WARN, 2, 2", "INFO, 3, 2", "DEBUG, 4, 3", "TRACE, 5, 4"})
  void librariesAreOneLevelQuieterThanParley(Level level, int ours, int theirs) {
    logEveryLevel(logger(Format.PLAIN, level));
    assertThat(lines()).hasSize(ours);
    out.reset();

    logEveryLevel(context.getLogger("io.netty"));
    assertThat(lines()).hasSize(theirs);
  }

  private static void logEveryLevel(Logger logger) {
    for (var level : Level.values()) {
      logger.atLevel(level).log("x");
    }
  }

  private Logger logger(Format format, Level level) {
    Logs.configure(context, new PlatformSettings.Log(format, level), out);
    return context.getLogger("dev.parley.Gateway");
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private JsonNode json() throws JsonProcessingException {
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n").containsOnlyOnce("\n");
    return new ObjectMapper()
        .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
        .readTree(out.toString(StandardCharsets.UTF_8));
  }
}
