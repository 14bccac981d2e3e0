package dev.parley.chat.app;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageChanges.Verdict;
import java.util.UUID;

/** Takes previews off a message. Its sender may, and whoever may delete it. */
public final class RemovePreviews {
  private final ChangeMessage change;

  public RemovePreviews(ChangeMessage change) {
    this.change = change;
  }

  /** Takes them off, also those that are still looked for. */
  public ChangeMessage.Result remove(UUID roomId, UUID messageId, UUID personId) {
    return change.change(
        roomId, messageId, personId, (message, powers) -> decide(message, powers, personId));
  }

  private static Verdict decide(Message message, Powers powers, UUID personId) {
    if (!message.sender().id().equals(personId) && !powers.may(Permission.DELETE_MESSAGES)) {
      return new Verdict.Refuse(Refusal.NOT_YOURS);
    }
    return message.deleted() ? new Verdict.Refuse(Refusal.DELETED) : new Verdict.RemovePreviews();
  }
}
