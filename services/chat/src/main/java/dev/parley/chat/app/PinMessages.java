package dev.parley.chat.app;

import dev.parley.chat.app.ChangeMessage.Result;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageChanges.Verdict;
import java.util.UUID;

/** Pins messages and takes pins away. Members may whose role has the permission. */
public final class PinMessages {
  private final ChangeMessage change;

  public PinMessages(ChangeMessage change) {
    this.change = change;
  }

  /** Pins a message; once more changes nothing. */
  public Result pin(UUID roomId, UUID messageId, UUID personId) {
    return change.change(
        roomId, messageId, personId, ChangeMessage.speaking(PinMessages::decideToPin));
  }

  /** Takes its pin away, whoever set it; where there is none, nothing changes. */
  public Result unpin(UUID roomId, UUID messageId, UUID personId) {
    return change.change(roomId, messageId, personId, PinMessages::decideToUnpin);
  }

  private static Verdict decideToPin(Message message, Powers powers) {
    if (!powers.may(Permission.PIN_MESSAGES)) {
      return new Verdict.Refuse(Refusal.NOT_ALLOWED_TO_PIN);
    }
    if (message.deleted()) {
      return new Verdict.Refuse(Refusal.DELETED);
    }
    return message.since().pinTime() == null ? new Verdict.Pin() : new Verdict.Leave();
  }

  private static Verdict decideToUnpin(Message message, Powers powers) {
    if (!powers.may(Permission.PIN_MESSAGES)) {
      return new Verdict.Refuse(Refusal.NOT_ALLOWED_TO_PIN);
    }
    return message.since().pinTime() == null ? new Verdict.Leave() : new Verdict.Unpin();
  }
}
