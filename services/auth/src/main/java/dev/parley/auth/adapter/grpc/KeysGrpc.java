package dev.parley.auth.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.internal.v1.KeyServiceGrpc.KeyServiceImplBase;
import dev.parley.api.internal.v1.ListSigningKeysRequest;
import dev.parley.api.internal.v1.ListSigningKeysResponse;
import dev.parley.auth.port.AccessTokens;
import io.grpc.stub.StreamObserver;

/** The public keys of access tokens, for other services. */
public final class KeysGrpc extends KeyServiceImplBase {
  private final AccessTokens accessTokens;

  public KeysGrpc(AccessTokens accessTokens) {
    this.accessTokens = accessTokens;
  }

  @Override
  public void listSigningKeys(
      ListSigningKeysRequest request, StreamObserver<ListSigningKeysResponse> answer) {
    send(answer, ListSigningKeysResponse.newBuilder().setJwks(accessTokens.publicKeys()).build());
  }
}
