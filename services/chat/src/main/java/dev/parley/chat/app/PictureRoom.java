package dev.parley.chat.app;

import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.port.RoomAvatars;
import dev.parley.chat.port.RoomChanges;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomChanges.Verdict;
import dev.parley.platform.pictures.Picture;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Pictures of rooms. Who may change a room's name may change its picture; whoever knows the version
 * of a room's picture may see it, signed in or not, as browsers ask for pictures without a token.
 */
public final class PictureRoom {
  private static final String NONE = "";

  private final RoomChanges changes;
  private final RoomAvatars avatars;
  private final Clock clock;

  public PictureRoom(RoomChanges changes, RoomAvatars avatars, Clock clock) {
    this.changes = changes;
    this.avatars = avatars;
    this.clock = clock;
  }

  /** What became of a file. */
  public sealed interface Result {
    /** Whether it is shown is for the room to say. */
    record Asked(Outcome<RoomDetails> outcome) implements Result {}

    /** Why no room shows it. */
    record Unfit(Picture.Unfit why) implements Result {}
  }

  /** Has a room show a file. */
  public Result show(UUID roomId, UUID personId, byte[] file) {
    return switch (Picture.read(file)) {
      case Picture.Unfit unfit -> new Result.Unfit(unfit);
      case Picture.Reading.Accepted(Picture picture) ->
          new Result.Asked(change(roomId, personId, Optional.of(picture)));
    };
  }

  /** Has a room show none. */
  public Outcome<RoomDetails> remove(UUID roomId, UUID personId) {
    return change(roomId, personId, Optional.empty());
  }

  /** The picture that a room shows, if it is this version of it. */
  public Optional<Picture> find(UUID roomId, String version) {
    return avatars.find(roomId, version);
  }

  private Outcome<RoomDetails> change(UUID roomId, UUID personId, Optional<Picture> picture) {
    String version = picture.map(Picture::version).orElse(NONE);
    return changes.show(
        roomId,
        personId,
        picture,
        clock.instant(),
        (details, powers) -> decide(details, powers, version));
  }

  private static Verdict<RoomDetails> decide(RoomDetails details, Powers powers, String version) {
    if (details.avatarVersion().equals(version)) {
      return new Verdict.Make<>(details);
    }
    if (powers.archived()) {
      return new Verdict.Refuse<>(new Refusal.Archived());
    }
    return powers.may(Permission.CHANGE_DETAILS)
        ? new Verdict.Make<>(details.pictured(version))
        : new Verdict.Refuse<>(new Refusal.NotAllowed(Permission.CHANGE_DETAILS));
  }
}
