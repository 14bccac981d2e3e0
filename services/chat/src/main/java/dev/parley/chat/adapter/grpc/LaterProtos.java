package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Recurrence;
import dev.parley.api.v1.SavedItem;
import dev.parley.api.v1.SavedItemChanged;
import dev.parley.api.v1.ScheduledMessage;
import dev.parley.api.v1.ScheduledMessageChanged;
import dev.parley.chat.domain.SavedItem.Place;
import dev.parley.chat.domain.ScheduledMessage.Failure;
import dev.parley.chat.domain.UserEvent.Change;
import java.time.Instant;

/** Saved items and scheduled messages from the domain to the contract. */
final class LaterProtos {
  private LaterProtos() {}

  static SavedItem item(dev.parley.chat.domain.SavedItem item) {
    SavedItem.Builder proto =
        SavedItem.newBuilder()
            .setId(item.id().toString())
            .setNote(item.note())
            .setCreateTime(time(item.createTime()))
            .setDue(item.due());
    Place place = item.place();
    if (place != null) {
      proto.setRoomId(place.roomId().toString()).setMessageId(place.messageId().toString());
    }
    Instant remind = item.remindTime();
    if (remind != null) {
      proto.setRemindTime(time(remind));
    }
    Instant done = item.doneTime();
    return done == null ? proto.build() : proto.setDoneTime(time(done)).build();
  }

  static SavedItemChanged changed(Change.SavedItemChanged change) {
    SavedItemChanged.Builder proto =
        SavedItemChanged.newBuilder().setItemId(change.itemId().toString());
    dev.parley.chat.domain.SavedItem item = change.item();
    return item == null ? proto.build() : proto.setItem(item(item)).build();
  }

  static ScheduledMessage scheduled(dev.parley.chat.domain.ScheduledMessage message) {
    ScheduledMessage.Builder proto =
        ScheduledMessage.newBuilder()
            .setId(message.id().toString())
            .setRoomId(message.roomId().toString())
            .setText(message.text())
            .setCreateTime(time(message.createTime()))
            .setSentCount(message.sentCount());
    dev.parley.chat.domain.Reply reply = message.reply();
    if (reply != null) {
      proto.setThreadId(reply.threadId().toString()).setAlsoInRoom(reply.alsoInRoom());
    }
    Instant next = message.sendTime();
    if (next != null) {
      proto.setSendTime(time(next));
    }
    dev.parley.chat.domain.Recurrence again = message.recurrence();
    if (again != null) {
      proto.setRecurrence(
          Recurrence.newBuilder().setCron(again.cron()).setTimeZone(again.zone().getId()));
    }
    Failure failure = message.failure();
    return failure == null ? proto.build() : proto.setFailure(code(failure)).build();
  }

  static ScheduledMessageChanged changed(Change.ScheduledMessageChanged change) {
    ScheduledMessageChanged.Builder proto =
        ScheduledMessageChanged.newBuilder().setScheduledMessageId(change.messageId().toString());
    dev.parley.chat.domain.ScheduledMessage message = change.message();
    return message == null ? proto.build() : proto.setScheduledMessage(scheduled(message)).build();
  }

  private static ErrorCode code(Failure failure) {
    return switch (failure) {
      case NO_SUCH_ROOM -> ErrorCode.ROOM_NOT_FOUND;
      case NOT_A_MEMBER -> ErrorCode.NOT_A_MEMBER;
      case NOT_ALLOWED -> ErrorCode.PERMISSION_DENIED;
      case ARCHIVED -> ErrorCode.ROOM_ARCHIVED;
      case MUTED -> ErrorCode.MUTED;
      case BLOCKED_BY_ONESELF -> ErrorCode.PERSON_BLOCKED;
      case BLOCKED_BY_OTHER -> ErrorCode.CANNOT_MESSAGE;
      case NO_SUCH_THREAD -> ErrorCode.MESSAGE_NOT_FOUND;
      case DELETED_THREAD -> ErrorCode.MESSAGE_DELETED;
    };
  }
}
