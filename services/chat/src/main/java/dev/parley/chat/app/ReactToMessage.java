package dev.parley.chat.app;

import dev.parley.chat.app.ChangeMessage.Result;
import dev.parley.chat.domain.CustomEmoji;
import dev.parley.chat.domain.Emoji;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Reaction;
import dev.parley.chat.port.CustomEmojiRepository;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageChanges.Verdict;
import java.util.UUID;

/** Reacts to messages with emoji. Any member may, once with each. */
public final class ReactToMessage {
  private final ChangeMessage change;
  private final CustomEmojiRepository custom;

  public ReactToMessage(ChangeMessage change, CustomEmojiRepository custom) {
    this.change = change;
    this.custom = custom;
  }

  /** Reacts; the same once more changes nothing. */
  public Result react(UUID roomId, UUID messageId, UUID personId, String emoji) {
    return Emoji.isEmoji(emoji) || isCustom(emoji)
        ? change.change(
            roomId,
            messageId,
            personId,
            ChangeMessage.speaking((message, powers) -> decide(message, emoji)))
        : new Result.Unfit();
  }

  /** Takes the person's own reaction back, if there is one. */
  public Result takeBack(UUID roomId, UUID messageId, UUID personId, String emoji) {
    // What is taken back may be gone from the installation by now.
    return Reaction.isPossible(emoji)
        ? change.change(
            roomId,
            messageId,
            personId,
            (message, powers) ->
                message.deleted() ? new Verdict.Leave() : new Verdict.TakeBack(emoji))
        : new Result.Unfit();
  }

  private boolean isCustom(String emoji) {
    return CustomEmoji.isCode(emoji) && custom.exists(emoji.substring(1, emoji.length() - 1));
  }

  private static Verdict decide(Message message, String emoji) {
    if (message.deleted()) {
      return new Verdict.Refuse(Refusal.DELETED);
    }
    boolean known =
        message.since().reactions().stream().map(Reaction::emoji).anyMatch(emoji::equals);
    return known || message.since().reactions().size() < Reaction.MOST_EMOJI
        ? new Verdict.React(emoji)
        : new Verdict.Refuse(Refusal.TOO_MANY_REACTIONS);
  }
}
