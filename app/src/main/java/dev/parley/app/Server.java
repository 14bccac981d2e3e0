package dev.parley.app;

import dev.parley.gateway.GatewaySettings;
import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.telemetry.Logs;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code parley serve} does: starts, says where it listens, and stays until it is told to
 * stop.
 */
final class Server {
  private Server() {}

  static int run(ServeOptions options, PrintWriter out) throws InterruptedException {
    long begun = System.nanoTime();
    Logs.open(options.settings().bind(PlatformSettings.class).log());
    Logger log = LoggerFactory.getLogger(Server.class);
    Wiring wiring = Wiring.start(options);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(wiring, log, stopped), "shutdown"));
    log.atInfo()
        .addKeyValue("roles", options.targets())
        .addKeyValue("port", wiring.gatewayPort())
        .addKeyValue("rpcPort", wiring.rpcPort())
        .addKeyValue("ms", (System.nanoTime() - begun) / 1_000_000)
        .log("started");
    if (wiring.gatewayPort() != 0) {
      out.println("Parley is ready: " + address(options, wiring.gatewayPort()));
      out.flush();
    }
    stopped.await();
    return ExitCode.DONE;
  }

  private static String address(ServeOptions options, int port) {
    String known = options.settings().bind(GatewaySettings.class).publicUrl();
    return known.isEmpty() ? "http://localhost:" + port : known;
  }

  /**
   * On SIGTERM and Ctrl-C. The virtual machine would end with the signal's number; an orderly end
   * is a success.
   */
  private static void stop(Wiring wiring, Logger log, CountDownLatch stopped) {
    log.info("stopping");
    wiring.close();
    log.info("stopped");
    stopped.countDown();
    Runtime.getRuntime().halt(ExitCode.DONE);
  }
}
