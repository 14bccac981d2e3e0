package dev.parley.auth.app;

import dev.parley.auth.domain.User;
import dev.parley.auth.port.AvatarRepository;
import dev.parley.platform.pictures.Picture;
import java.util.Optional;
import java.util.UUID;

/**
 * Pictures of people. One changes one's own; whoever knows the version of somebody's picture may
 * see it, signed in or not, as browsers ask for pictures without a token.
 */
public final class Avatars {
  private final AvatarRepository avatars;

  public Avatars(AvatarRepository avatars) {
    this.avatars = avatars;
  }

  /** What became of a file. */
  public sealed interface Result {
    /** The person as they are now. */
    record Shown(User user) implements Result {}

    /** Why it is not shown. */
    record Refused(Picture.Unfit why) implements Result {}

    /** There is no such account any more. */
    record NoAccount() implements Result {}
  }

  /** Shows a file as somebody's picture. */
  public Result show(UUID userId, byte[] file) {
    return switch (Picture.read(file)) {
      case Picture.Unfit unfit -> new Result.Refused(unfit);
      case Picture.Reading.Accepted(Picture picture) ->
          avatars
              .put(userId, picture)
              .<Result>map(Result.Shown::new)
              .orElseGet(Result.NoAccount::new);
    };
  }

  /** Removes somebody's picture; empty if there is no such account any more. */
  public Optional<User> remove(UUID userId) {
    return avatars.remove(userId);
  }

  /** The picture that somebody shows, if it is this version of it. */
  public Optional<Picture> find(UUID userId, String version) {
    return avatars.find(userId, version);
  }
}
