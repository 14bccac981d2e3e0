package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import com.google.protobuf.ByteString;
import dev.parley.api.internal.v1.GetAvatarResponse;
import dev.parley.api.internal.v1.GetEmojiPictureRequest;
import dev.parley.api.internal.v1.GetPreviewPictureRequest;
import dev.parley.api.internal.v1.PictureServiceGrpc.PictureServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.chat.app.ManageEmoji;
import dev.parley.chat.app.PreviewLinks;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.pictures.Picture;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.UUID;

/** Pictures that are seen in messages, for the edge. */
public final class PictureGrpc extends PictureServiceImplBase {
  private final PreviewLinks previews;
  private final ManageEmoji emoji;

  public PictureGrpc(PreviewLinks previews, ManageEmoji emoji) {
    this.previews = previews;
    this.emoji = emoji;
  }

  @Override
  public void getPreviewPicture(
      GetPreviewPictureRequest request, StreamObserver<GetAvatarResponse> answer) {
    send(
        answer,
        proto(
            previews.picture(UUID.fromString(request.getPreviewId()), request.getVersion()),
            ErrorCode.PREVIEW_NOT_FOUND,
            "The preview " + request.getPreviewId()));
  }

  @Override
  public void getEmojiPicture(
      GetEmojiPictureRequest request, StreamObserver<GetAvatarResponse> answer) {
    send(
        answer,
        proto(
            emoji.picture(UUID.fromString(request.getEmojiId()), request.getVersion()),
            ErrorCode.EMOJI_NOT_FOUND,
            "The emoji " + request.getEmojiId()));
  }

  private static GetAvatarResponse proto(Optional<Picture> picture, ErrorCode missing, String of) {
    return picture
        .map(found ->
            GetAvatarResponse.newBuilder()
                .setPicture(ByteString.copyFrom(found.bytes()))
                .setMediaType(found.format().mediaType())
                .build())
        .orElseThrow(() -> Problems.refuse(missing, of + " has no such picture."));
  }
}
