package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import com.google.protobuf.ByteString;
import dev.parley.api.internal.v1.GetAvatarResponse;
import dev.parley.api.internal.v1.GetPreviewPictureRequest;
import dev.parley.api.internal.v1.PreviewPictureServiceGrpc.PreviewPictureServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.chat.app.PreviewLinks;
import dev.parley.platform.errors.Problems;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** Pictures in previews, for the edge. */
public final class PreviewPictureGrpc extends PreviewPictureServiceImplBase {
  private final PreviewLinks previews;

  public PreviewPictureGrpc(PreviewLinks previews) {
    this.previews = previews;
  }

  @Override
  public void getPreviewPicture(
      GetPreviewPictureRequest request, StreamObserver<GetAvatarResponse> answer) {
    send(
        answer,
        previews
            .picture(UUID.fromString(request.getPreviewId()), request.getVersion())
            .map(picture ->
                GetAvatarResponse.newBuilder()
                    .setPicture(ByteString.copyFrom(picture.bytes()))
                    .setMediaType(picture.format().mediaType())
                    .build())
            .orElseThrow(() ->
                Problems.refuse(
                    ErrorCode.PREVIEW_NOT_FOUND,
                    "The preview "
                        + request.getPreviewId()
                        + " has no picture "
                        + request.getVersion())));
  }
}
