package dev.parley.auth;

import static dev.parley.auth.Installation.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.internal.v1.KeyServiceGrpc;
import dev.parley.api.internal.v1.ListSigningKeysRequest;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMeRequest;
import dev.parley.auth.adapter.jwt.JwtAccessTokens;
import dev.parley.auth.adapter.postgres.PostgresSigningKeyRepository;
import dev.parley.platform.rpc.Role;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
  private static final Duration KEY_LIFETIME = Duration.ofDays(90);

  private Installation installation;
  private AuthSession session;

  @BeforeEach
  void signIn() {
    installation = Installation.start();
    session = installation.register("ada");
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void aTokenIsGoodForTenMinutes() {
    installation.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(me(session.getAccessToken())).isEqualTo("ada");

    installation.clock.advance(Duration.ofSeconds(1));
    assertThat(refusal(() -> me(session.getAccessToken())).getCode())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void aTokenSignedByAnotherKeyOfTheSameIdIsRefused() throws Exception {
    SignedJWT real = SignedJWT.parse(session.getAccessToken());
    ECKey ours = new ECKeyGenerator(Curve.P_256).keyID(real.getHeader().getKeyID()).generate();
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ours.getKeyID()).build(),
            real.getJWTClaimsSet());
    forged.sign(new ECDSASigner(ours));

    assertThat(refusal(() -> me(forged.serialize())).getCode())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void aTokenWithChangedClaimsIsRefused() throws Exception {
    String[] parts = session.getAccessToken().split("\\.");
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder(SignedJWT.parse(session.getAccessToken()).getJWTClaimsSet())
            .expirationTime(Date.from(installation.clock.instant().plus(Duration.ofDays(365))))
            .build();
    String forged = parts[0] + "." + claims.toPayload().toBase64URL() + "." + parts[2];

    assertThat(refusal(() -> me(forged)).getCode()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void aTokenNamesItsSession() throws Exception {
    JWTClaimsSet claims = SignedJWT.parse(session.getAccessToken()).getJWTClaimsSet();
    AuthSession refreshed = installation.refresh(session);

    assertThat(claims.getSubject()).isEqualTo(session.getUser().getId());
    assertThat(SignedJWT.parse(refreshed.getAccessToken()).getJWTClaimsSet().getStringClaim("sid"))
        .isEqualTo(claims.getStringClaim("sid"));
  }

  @Test
  void thePublishedKeysArePublic() throws Exception {
    assertThat(published().getKeys())
        .singleElement()
        .satisfies(key -> assertThat(key.isPrivate()).isFalse());
  }

  @Test
  void onlyServicesAskForTheKeysThemselves() {
    var anyone = KeyServiceGrpc.newBlockingStub(installation.channels.forwardingTo(Role.AUTH));

    assertThat(
            refusal(() -> anyone.listSigningKeys(ListSigningKeysRequest.getDefaultInstance()))
                .getCode())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void aRetiredKeyIsPublishedUntilItsTokensHaveExpired() throws Exception {
    installation.clock.advance(KEY_LIFETIME.minusSeconds(1));
    AuthSession last = installation.logIn("ada", Installation.PASSWORD);
    installation.clock.advance(Duration.ofSeconds(1));
    AuthSession next = installation.logIn("ada", Installation.PASSWORD);

    assertThat(keyId(next)).isNotEqualTo(keyId(last));
    assertThat(me(last.getAccessToken())).isEqualTo("ada");
    assertThat(me(next.getAccessToken())).isEqualTo("ada");
    assertThat(publishedIds()).containsExactlyInAnyOrder(keyId(last), keyId(next));

    installation.clock.advance(Duration.ofHours(1));
    assertThat(publishedIds()).containsExactly(keyId(next));
  }

  @Test
  void processesThatStartAtOnceSignWithOneKey() throws Exception {
    installation.clock.advance(KEY_LIFETIME);
    Set<String> ids = new HashSet<>();
    try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> process =
          () ->
              SignedJWT.parse(
                      new JwtAccessTokens(
                              new PostgresSigningKeyRepository(installation.database),
                              Duration.ofMinutes(10),
                              KEY_LIFETIME,
                              installation.clock)
                          .issue(UUID.randomUUID(), UUID.randomUUID(), false))
                  .getHeader()
                  .getKeyID();
      for (Future<String> id :
          processes.invokeAll(Stream.generate(() -> process).limit(8).toList())) {
        ids.add(id.get());
      }
    }

    assertThat(ids).hasSize(1);
  }

  private String me(String accessToken) {
    return installation.users(accessToken).getMe(GetMeRequest.getDefaultInstance()).getUsername();
  }

  private JWKSet published() throws ParseException {
    return JWKSet.parse(
        installation.keys().listSigningKeys(ListSigningKeysRequest.getDefaultInstance()).getJwks());
  }

  private List<String> publishedIds() throws ParseException {
    return published().getKeys().stream().map(JWK::getKeyID).toList();
  }

  private static String keyId(AuthSession session) throws ParseException {
    return SignedJWT.parse(session.getAccessToken()).getHeader().getKeyID();
  }
}
