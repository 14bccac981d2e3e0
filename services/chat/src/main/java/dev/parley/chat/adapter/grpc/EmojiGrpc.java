package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;
import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.CreateCustomEmojiRequest;
import dev.parley.api.v1.CustomEmoji;
import dev.parley.api.v1.DeleteCustomEmojiRequest;
import dev.parley.api.v1.DeleteCustomEmojiResponse;
import dev.parley.api.v1.EmojiServiceGrpc.EmojiServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListCustomEmojiRequest;
import dev.parley.api.v1.ListCustomEmojiResponse;
import dev.parley.chat.app.ManageEmoji;
import dev.parley.chat.app.ManageEmoji.Result;
import dev.parley.chat.port.CustomEmojiRepository.Added;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PictureRefusals;
import io.grpc.stub.StreamObserver;

/** The public contract of the installation's emoji. */
public final class EmojiGrpc extends EmojiServiceImplBase {
  private final ManageEmoji emoji;

  public EmojiGrpc(ManageEmoji emoji) {
    this.emoji = emoji;
  }

  @Override
  public void listCustomEmoji(
      ListCustomEmojiRequest request, StreamObserver<ListCustomEmojiResponse> answer) {
    send(
        answer,
        ListCustomEmojiResponse.newBuilder()
            .addAllEmoji(emoji.list().stream().map(EmojiGrpc::proto).toList())
            .build());
  }

  @Override
  public void createCustomEmoji(
      CreateCustomEmojiRequest request, StreamObserver<CustomEmoji> answer) {
    Result result =
        emoji.add(request.getName(), request.getPicture().toByteArray(), CallContext.userId());
    send(
        answer,
        switch (result) {
          case Result.NotForGuests ignored ->
              throw Problems.refuse(
                  ErrorCode.NOT_FOR_GUESTS, "Guests use emoji, and add none: ask a member to.");
          case Result.Unfit unfit -> throw PictureRefusals.of(unfit.why(), ManageEmoji.BOUNDS);
          case Result.Asked asked -> added(asked.outcome(), request.getName());
        });
  }

  private static CustomEmoji added(Added added, String name) {
    return switch (added) {
      case Added.There there -> proto(there.emoji());
      case Added.Taken ignored ->
          throw Problems.refuseField(
              ErrorCode.EMOJI_TAKEN,
              "name",
              "\"" + name + "\" is another emoji: choose another name");
      case Added.TooManyOfOne ignored ->
          throw Problems.refuse(
              ErrorCode.TOO_MANY_EMOJI,
              "You have added "
                  + dev.parley.chat.domain.CustomEmoji.MOST_OF_ONE
                  + " emoji, which is the most for one person: take one away first.");
      case Added.TooMany ignored ->
          throw Problems.refuse(
              ErrorCode.TOO_MANY_EMOJI,
              "This installation has "
                  + dev.parley.chat.domain.CustomEmoji.MOST
                  + " emoji of its own, which is the most: one has to go first.");
    };
  }

  @Override
  public void deleteCustomEmoji(
      DeleteCustomEmojiRequest request, StreamObserver<DeleteCustomEmojiResponse> answer) {
    if (!emoji.remove(request.getName(), CallContext.userId())) {
      throw Problems.refuse(
          ErrorCode.NOT_YOUR_EMOJI, "Somebody else has added :" + request.getName() + ": here.");
    }
    send(answer, DeleteCustomEmojiResponse.getDefaultInstance());
  }

  private static CustomEmoji proto(dev.parley.chat.domain.CustomEmoji emoji) {
    return CustomEmoji.newBuilder()
        .setName(emoji.name())
        .setId(emoji.id().toString())
        .setVersion(emoji.version())
        .setCreator(Protos.person(emoji.creator()))
        .setCreateTime(time(emoji.createTime()))
        .build();
  }
}
