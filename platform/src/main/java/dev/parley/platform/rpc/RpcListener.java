package dev.parley.platform.rpc;

import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets other processes of the installation call the services of this one: a port that passes every
 * call on to the in-process server, where the same door waits for it. Not for the world: keep it in
 * the installation's own network.
 */
public final class RpcListener implements AutoCloseable {
  private static final int MAX_MESSAGE = 16 << 20;

  private final Server server;

  /**
   * Sets up the listener; {@link #start} opens the port.
   *
   * @param services those of this process
   * @param local channel to the in-process server that adds no identity
   * @param pages mounts what operators look at
   */
  public RpcListener(
      String host,
      int port,
      List<BindableService> services,
      Channel local,
      Consumer<ServerBuilder> pages) {
    GrpcServiceBuilder grpc =
        GrpcService.builder().maxRequestMessageLength(MAX_MESSAGE).enableHealthCheckService(true);
    services.forEach(
        service -> grpc.addService(forward(service.bindService().getServiceDescriptor(), local)));
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(host, port))
            .workerGroup(
                EventLoopGroups.newEventLoopGroup(
                    Runtime.getRuntime().availableProcessors(), "rpc"),
                true)
            .maxRequestLength(MAX_MESSAGE)
            .gracefulShutdownTimeout(Duration.ofMillis(50), Duration.ofSeconds(5))
            .disableServerHeader()
            .service(grpc.build());
    pages.accept(builder);
    this.server = builder.build();
  }

  /**
   * Opens the port.
   *
   * @return the port, which is another than asked for where that is 0
   * @throws java.util.concurrent.CompletionException if the port cannot be opened
   */
  public int start() {
    server.start().join();
    return server.activeLocalPort();
  }

  /** Stops accepting and finishes what was accepted. */
  @Override
  public void close() {
    server.stop().join();
  }

  private static ServerServiceDefinition forward(ServiceDescriptor contract, Channel local) {
    ServiceDescriptor.Builder unary =
        ServiceDescriptor.newBuilder(contract.getName())
            .setSchemaDescriptor(contract.getSchemaDescriptor());
    List<MethodDescriptor<?, ?>> methods =
        contract.getMethods().stream()
            // Streams end at the edge, which keeps the connections.
            .<MethodDescriptor<?, ?>>map(method -> method)
            .filter(method -> method.getType() == MethodDescriptor.MethodType.UNARY)
            .toList();
    methods.forEach(unary::addMethod);
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(unary.build());
    methods.forEach(method -> pass(definition, method, local));
    return definition.build();
  }

  private static <Q, A> void pass(
      ServerServiceDefinition.Builder definition, MethodDescriptor<Q, A> method, Channel local) {
    definition.addMethod(method, new CallProxy<>(local, method));
  }
}
