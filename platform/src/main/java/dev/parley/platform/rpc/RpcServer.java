package dev.parley.platform.rpc;

import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.ServiceTokens;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves the services of this process, each behind the same door. Every call runs on a virtual
 * thread of its own, so handlers may block.
 */
public final class RpcServer implements AutoCloseable {
  private final String name;
  private final Server server;
  private final ExecutorService executor;

  private RpcServer(String name, Server server, ExecutorService executor) {
    this.name = name;
    this.server = server;
    this.executor = executor;
  }

  /**
   * Starts serving.
   *
   * @param name unique in this process
   * @throws IllegalStateException if a method does not say who may call it
   */
  public static RpcServer start(
      String name,
      List<BindableService> services,
      AccessTokenVerifier people,
      ServiceTokens tokens) {
    ExecutorService executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rpc-", 0).factory());
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name).executor(executor);
    Door door = new Door(people, tokens);
    RequestRules rules = new RequestRules();
    for (BindableService service : services) {
      ServerServiceDefinition definition = service.bindService();
      for (ServerMethodDefinition<?, ?> method : definition.getMethods()) {
        Door.accessOf(method.getMethodDescriptor());
      }
      // Listed outermost first.
      builder.addService(
          ServerInterceptors.interceptForward(definition, new Failures(), door, rules));
    }
    try {
      return new RpcServer(name, builder.build().start(), executor);
    } catch (IOException e) {
      executor.close();
      throw new UncheckedIOException(e);
    }
  }

  /** The name under which {@link Channels} reaches this server. */
  public String name() {
    return name;
  }

  /** Stops taking calls and lets those under way finish, for at most five seconds. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(5, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    executor.shutdown();
  }
}
