package dev.parley.app;

import static dev.parley.platform.db.Waiting.until;

import dev.parley.platform.db.Database;
import dev.parley.platform.db.TestDatabase;
import dev.parley.platform.rpc.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An installation of four nodes: two with auth and chat, two gateways, on one database and whatever
 * else the settings name. The nodes share this JVM, and nothing else.
 */
final class Cluster implements AutoCloseable {
  private final Database database = TestDatabase.fresh();
  private final Map<String, String> different;
  private final List<Wiring> services = new ArrayList<>();
  final RunningParley first;
  final RunningParley second;

  private Cluster(Map<String, String> different) {
    this.different = different;
    services.add(service());
    services.add(service());
    this.first = gateway();
    this.second = gateway();
    until(() ->
        services.stream().allMatch(service -> isReady(service.rpcPort()))
            && isReady(first.port())
            && isReady(second.port()));
  }

  static Cluster start(Map<String, String> different) {
    return new Cluster(different);
  }

  /** Stops the first of the two nodes with auth and chat. */
  void stopOneService() {
    services.removeFirst().close();
  }

  @Override
  public void close() {
    first.close();
    second.close();
    services.forEach(Wiring::close);
    database.close();
  }

  private boolean isReady(int port) {
    return first
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build())
            .status()
        == 200;
  }

  private Wiring service() {
    return start(EnumSet.of(Role.AUTH, Role.CHAT), Map.of());
  }

  /** One more gateway, in a process of its own that can be killed; close it. */
  ParleyProcess gatewayProcess(Path folder, int port) {
    Map<String, String> settings = new HashMap<>(common());
    settings.put("gateway.host", "127.0.0.1");
    settings.putAll(peers());
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--target=gateway", "--port", Integer.toString(port)));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return ParleyProcess.run(folder, Map.of(), arguments.toArray(String[]::new)).awaitReady(port);
  }

  private RunningParley gateway() {
    return RunningParley.gateway(start(EnumSet.of(Role.GATEWAY), peers()));
  }

  private Map<String, String> peers() {
    String addresses =
        services.stream()
            .map(service -> "127.0.0.1:" + service.rpcPort())
            .collect(Collectors.joining(","));
    return Map.of("rpc.peers.auth", addresses, "rpc.peers.chat", addresses);
  }

  private Map<String, String> common() {
    Map<String, String> settings = new HashMap<>();
    settings.put("rpc.secret", "the same thirty-two characters for all");
    settings.put("rpc.port", "0");
    settings.put("database.pool-size", "5");
    settings.put("gateway.rate-limit.sends-per-second", "10000");
    settings.putAll(different);
    return settings;
  }

  private Wiring start(EnumSet<Role> roles, Map<String, String> own) {
    Map<String, String> settings = new HashMap<>(common());
    settings.putAll(own);
    return Wiring.start(new ServeOptions(roles, RunningParley.settings(database, settings)));
  }
}
