package dev.parley.chat.app;

import dev.parley.chat.app.ChangeMessage.Result;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageChanges.Verdict;
import java.util.UUID;

/** Deletes a message. Its sender may, and whoever has the permission. */
public final class DeleteMessage {
  private final ChangeMessage change;

  public DeleteMessage(ChangeMessage change) {
    this.change = change;
  }

  /** Deletes it; once more changes nothing. */
  public Result delete(UUID roomId, UUID messageId, UUID personId) {
    return change.change(
        roomId, messageId, personId, (message, powers) -> decide(message, powers, personId));
  }

  private static Verdict decide(Message message, Powers powers, UUID personId) {
    boolean may = message.sender().id().equals(personId) || powers.may(Permission.DELETE_MESSAGES);
    if (!may) {
      return new Verdict.Refuse(Refusal.NOT_YOURS);
    }
    return message.deleted() ? new Verdict.Leave() : new Verdict.Delete();
  }
}
