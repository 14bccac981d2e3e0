package dev.parley.chat.app;

import dev.parley.chat.app.ChangeMessage.Result;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.MessageText;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageChanges.Verdict;
import java.util.List;
import java.util.UUID;

/** Gives a message another text. Its sender may, as long as they may write in the room. */
public final class EditMessage {
  private final ChangeMessage change;
  private final CallWhoIsHere call;

  public EditMessage(ChangeMessage change, CallWhoIsHere call) {
    this.change = change;
    this.call = call;
  }

  /** Edits it; the same text again changes nothing. */
  public Result edit(UUID roomId, UUID messageId, UUID editor, String text) {
    if (!MessageText.isSayable(text)) {
      return new Result.Unfit();
    }
    // Before the room is locked: the answer may come from far.
    List<UUID> here = call.called(roomId, editor, text, null);
    return change.change(
        roomId,
        messageId,
        editor,
        ChangeMessage.speaking((message, powers) -> decide(message, powers, editor, text, here)));
  }

  private static Verdict decide(
      Message message, Powers powers, UUID editor, String text, List<UUID> here) {
    if (!message.sender().id().equals(editor)) {
      return new Verdict.Refuse(Refusal.NOT_YOURS);
    }
    if (message.deleted()) {
      return new Verdict.Refuse(Refusal.DELETED);
    }
    if (!powers.may(Permission.SEND_MESSAGES)) {
      return new Verdict.Refuse(Refusal.NOT_ALLOWED);
    }
    return message.text().equals(text) ? new Verdict.Leave() : new Verdict.Edit(text, here);
  }
}
