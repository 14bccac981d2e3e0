package dev.parley.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.common.util.InetAddressPredicates;
import com.linecorp.armeria.server.ClientAddressSource;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.TransientHttpService;
import com.linecorp.armeria.server.TransientServiceOption;
import com.linecorp.armeria.server.cors.CorsService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import com.linecorp.armeria.server.websocket.WebSocketService;
import dev.parley.api.internal.v1.GetAvatarRequest;
import dev.parley.api.internal.v1.GetEmojiPictureRequest;
import dev.parley.api.internal.v1.GetPreviewPictureRequest;
import dev.parley.api.internal.v1.GetRoomAvatarRequest;
import dev.parley.api.internal.v1.KeyServiceGrpc;
import dev.parley.api.internal.v1.KeyServiceGrpc.KeyServiceBlockingStub;
import dev.parley.api.internal.v1.ListSigningKeysRequest;
import dev.parley.api.internal.v1.PeopleServiceGrpc;
import dev.parley.api.internal.v1.PictureServiceGrpc;
import dev.parley.api.internal.v1.RoomAvatarServiceGrpc;
import dev.parley.api.v1.ErrorCode;
import dev.parley.gateway.PublicContracts.PublicContract;
import dev.parley.gateway.edge.Edge;
import dev.parley.gateway.edge.GrpcDoor;
import dev.parley.gateway.edge.WebSocketDoor;
import dev.parley.gateway.openapi.DocsPage;
import dev.parley.gateway.openapi.OpenApiDocument;
import dev.parley.gateway.rest.ProblemJson;
import dev.parley.gateway.rest.RestDoor;
import dev.parley.gateway.web.Pictures;
import dev.parley.gateway.web.SecurityHeaders;
import dev.parley.gateway.web.WebClient;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.limits.RateLimiter;
import dev.parley.platform.rpc.CallProxy;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Role;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.RevokedSessions;
import dev.parley.platform.telemetry.Health;
import dev.parley.platform.telemetry.Metrics;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The edge, put together: everything that the world reaches, on one port. */
public final class GatewayModule implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final GatewaySettings settings;
  private final Channels channels;
  private final AccessTokenVerifier verifier;
  private final RateLimits limits;
  private final Edge edge;
  private final ExecutorService blocking =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("gateway-", 0).factory());
  private final Server server;

  /** What the gateway needs of the process around it. */
  public record Surroundings(
      Channels channels,
      AccessTokenVerifier verifier,
      RevokedSessions revoked,
      RateLimiter limiter,
      EventBus bus,
      Health health,
      Metrics metrics,
      Clock clock,
      String version) {}

  /**
   * Sets up the server; {@link #start} opens the port.
   *
   * @param ownMetrics whether {@code /metrics} is on this port
   */
  public GatewayModule(GatewaySettings settings, Surroundings around, boolean ownMetrics) {
    this.settings = settings;
    this.channels = around.channels();
    this.verifier = around.verifier();
    this.limits = new RateLimits(settings.rateLimit(), around.limiter());
    this.edge =
        Edge.over(
            channels.to(Role.CHAT, Role.GATEWAY),
            settings.connection(),
            verifier,
            limits,
            blocking,
            around.bus(),
            around.metrics().registry(),
            around.clock());
    around.revoked().whenAdded(edge::sessionEnded);
    ServerBuilder builder = Server.builder().meterRegistry(around.metrics().registry());
    listen(builder);
    OperationsPages.mountHealth(builder, around.health(), blocking);
    if (ownMetrics) {
      OperationsPages.mountMetrics(builder, around.metrics(), blocking);
    }
    mountDocuments(builder, around.version());
    builder.service("/v1/ws", liveConnections());
    builder.serviceUnder(
        "/v1/",
        new RestDoor(
            channels::forwardingTo, verifier, limits, blocking, settings.maxBodyBytes(), https()));
    builder.service(grpc());
    mountPictures(builder);
    builder.serviceUnder("/", new WebClient());
    decorate(builder);
    this.server = builder.build();
  }

  private void mountPictures(ServerBuilder builder) {
    Channel chat = channels.to(Role.CHAT, Role.GATEWAY);
    var people = PeopleServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.GATEWAY));
    var rooms = RoomAvatarServiceGrpc.newBlockingStub(chat);
    var seen = PictureServiceGrpc.newBlockingStub(chat);
    builder.service(
        Pictures.OF_PEOPLE,
        pictures(
            ErrorCode.AVATAR_NOT_FOUND,
            (id, version, deadline) ->
                people
                    .withDeadline(deadline)
                    .getAvatar(
                        GetAvatarRequest.newBuilder().setUserId(id).setVersion(version).build())));
    builder.service(
        Pictures.OF_ROOMS,
        pictures(
            ErrorCode.AVATAR_NOT_FOUND,
            (id, version, deadline) ->
                rooms
                    .withDeadline(deadline)
                    .getRoomAvatar(
                        GetRoomAvatarRequest.newBuilder()
                            .setRoomId(id)
                            .setVersion(version)
                            .build())));
    builder.service(
        Pictures.OF_PREVIEWS,
        pictures(
            ErrorCode.PREVIEW_NOT_FOUND,
            (id, version, deadline) ->
                seen.withDeadline(deadline)
                    .getPreviewPicture(
                        GetPreviewPictureRequest.newBuilder()
                            .setPreviewId(id)
                            .setVersion(version)
                            .build())));
    builder.service(
        Pictures.OF_EMOJI,
        pictures(
            ErrorCode.EMOJI_NOT_FOUND,
            (id, version, deadline) ->
                seen.withDeadline(deadline)
                    .getEmojiPicture(
                        GetEmojiPictureRequest.newBuilder()
                            .setEmojiId(id)
                            .setVersion(version)
                            .build())));
  }

  private Pictures pictures(ErrorCode missing, Pictures.Source source) {
    return new Pictures(source, missing, limits, blocking);
  }

  /**
   * Opens the port.
   *
   * @return the port, which is another than the setting where that is 0
   * @throws java.util.concurrent.CompletionException if the port cannot be opened
   */
  public int start() {
    server.start().join();
    return server.activeLocalPort();
  }

  /** Stops accepting, tells live clients to reconnect, and finishes what was accepted. */
  @Override
  public void close() {
    edge.close();
    server.stop().join();
    blocking.close();
  }

  /** Whether people reach this server by https, through a proxy that ends it. */
  private boolean https() {
    return settings.publicUrl().startsWith("https://");
  }

  private void listen(ServerBuilder builder) {
    builder.http(new InetSocketAddress(settings.host(), settings.port()));
    builder.workerGroup(
        EventLoopGroups.newEventLoopGroup(Runtime.getRuntime().availableProcessors(), "edge"),
        true);
    builder.requestTimeout(REQUEST_TIMEOUT);
    builder.maxRequestLength(settings.maxBodyBytes());
    builder.gracefulShutdownTimeout(
        Duration.ofMillis(50), Duration.ofSeconds(settings.shutdownSeconds()));
    builder.errorHandler(new ProblemErrors(settings.maxBodyBytes()));
    builder.disableServerHeader();
    if (!settings.trustedProxies().isEmpty()) {
      Predicate<InetAddress> trusted = address -> false;
      for (String network : settings.trustedProxies()) {
        trusted =
            trusted.or(
                network.contains("/")
                    ? InetAddressPredicates.ofCidr(network)
                    : InetAddressPredicates.ofExact(network));
      }
      builder.clientAddressTrustedProxyFilter(trusted);
      builder.clientAddressSources(List.of(ClientAddressSource.ofHeader("x-forwarded-for")));
    } else {
      builder.clientAddressSources(List.of());
    }
  }

  private void mountDocuments(ServerBuilder builder, String version) {
    OpenApiDocument document = new OpenApiDocument(version);
    builder.service(
        OpenApiDocument.PATH,
        (context, request) ->
            HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.wrap(document.json())));
    for (DocsPage.Resource page : new DocsPage().resources().values()) {
      ResponseHeaders headers =
          ResponseHeaders.builder(HttpStatus.OK)
              .set("content-type", page.contentType())
              .set("cache-control", page.cacheControl())
              .set("content-security-policy", page.contentSecurityPolicy())
              .set("etag", page.etag())
              .build();
      builder.service(
          page.path(), (context, request) -> HttpResponse.of(headers, HttpData.wrap(page.bytes())));
    }
    KeyServiceBlockingStub auth =
        KeyServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.GATEWAY));
    builder.service(
        "/.well-known/jwks.json",
        (context, request) ->
            HttpResponse.of(
                CompletableFuture.supplyAsync(
                    () ->
                        HttpResponse.of(
                            ResponseHeaders.builder(HttpStatus.OK)
                                .contentType(MediaType.JSON_UTF_8)
                                .set("cache-control", "public, max-age=300")
                                .build(),
                            HttpData.ofUtf8(
                                auth.withDeadlineAfter(5, TimeUnit.SECONDS)
                                    .listSigningKeys(ListSigningKeysRequest.getDefaultInstance())
                                    .getJwks())),
                    blocking)));
  }

  /** The WebSocket, within the same limit per address as requests. */
  private HttpService liveConnections() {
    WebSocketService service = new WebSocketDoor(edge, settings.maxFrameBytes()).service();
    return service
        .decorate((delegate, context, request) -> {
          OptionalLong wait = limits.byAddress(context.clientAddress().getHostAddress());
          return wait.isPresent()
              ? ProblemJson.slowDown(context, wait.getAsLong(), "this address")
              : delegate.serve(context, request);
        })
        // A stop tells them to reconnect and need not wait for them: those that come back at once
        // would hold it up for as long as it has.
        .decorate(TransientHttpService.newDecorator(TransientServiceOption.allOf()));
  }

  private GrpcService grpc() {
    GrpcServiceBuilder grpc =
        GrpcService.builder()
            .supportedSerializationFormats(
                GrpcSerializationFormats.PROTO,
                GrpcSerializationFormats.PROTO_WEB,
                GrpcSerializationFormats.PROTO_WEB_TEXT)
            .maxRequestMessageLength(settings.maxBodyBytes())
            .enableHealthCheckService(true)
            .addService(ProtoReflectionServiceV1.newInstance());
    GrpcGuards guards = new GrpcGuards(limits, verifier);
    ServerServiceDefinition live = new GrpcDoor(edge, settings.maxFrameBytes()).bindService();
    for (PublicContract contract : PublicContracts.ALL) {
      grpc.addService(ServerInterceptors.intercept(serve(contract, live), guards));
    }
    return grpc.build();
  }

  /** Unary methods are passed on; streams are the edge's own. */
  private ServerServiceDefinition serve(PublicContract contract, ServerServiceDefinition live) {
    Channel channel = channels.forwardingTo(contract.role());
    ServerServiceDefinition.Builder builder = ServerServiceDefinition.builder(contract.service());
    for (MethodDescriptor<?, ?> method : contract.service().getMethods()) {
      if (method.getType() == MethodDescriptor.MethodType.UNARY) {
        pass(builder, method, channel);
      } else {
        builder.addMethod(live.getMethod(method.getFullMethodName()));
      }
    }
    return builder.build();
  }

  private static <Q, A> void pass(
      ServerServiceDefinition.Builder builder, MethodDescriptor<Q, A> method, Channel channel) {
    builder.addMethod(method, new CallProxy<>(channel, method));
  }

  private void decorate(ServerBuilder builder) {
    if (!settings.corsOrigins().isEmpty()) {
      builder.decorator(
          CorsService.builder(settings.corsOrigins())
              .allowRequestMethods(
                  HttpMethod.GET,
                  HttpMethod.POST,
                  HttpMethod.PUT,
                  HttpMethod.PATCH,
                  HttpMethod.DELETE)
              .allowRequestHeaders(
                  "authorization",
                  "content-type",
                  "x-request-id",
                  "traceparent",
                  "x-grpc-web",
                  "x-user-agent",
                  "grpc-timeout")
              .exposeHeaders(
                  "x-request-id",
                  "retry-after",
                  "grpc-status",
                  "grpc-message",
                  "grpc-status-details-bin")
              .maxAge(Duration.ofHours(2))
              .newDecorator());
    }
    builder.decorator(SecurityHeaders.decorator(https()));
    builder.decorator(RequestLog::new);
  }
}
