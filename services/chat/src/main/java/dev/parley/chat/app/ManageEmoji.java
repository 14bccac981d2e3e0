package dev.parley.chat.app;

import dev.parley.chat.domain.CustomEmoji;
import dev.parley.chat.port.CustomEmojiRepository;
import dev.parley.chat.port.CustomEmojiRepository.Added;
import dev.parley.platform.pictures.Picture;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The emoji of the installation. Everybody adds some but guests; who has added one takes it away.
 */
public final class ManageEmoji {
  /** Which files are taken; unlike pictures of people, they may move. */
  public static final Picture.Bounds BOUNDS =
      new Picture.Bounds(128 * 1024, 512, EnumSet.allOf(Picture.Format.class));

  private final CustomEmojiRepository emoji;
  private final Acquaintances acquaintances;
  private final Clock clock;

  public ManageEmoji(CustomEmojiRepository emoji, Acquaintances acquaintances, Clock clock) {
    this.emoji = emoji;
    this.acquaintances = acquaintances;
    this.clock = clock;
  }

  /** What came of adding one. */
  public sealed interface Result {
    /** Whether it is there is for the others to say. */
    record Asked(Added outcome) implements Result {}

    /** The person is a guest. */
    record NotForGuests() implements Result {}

    /** Why the file is none. */
    record Unfit(Picture.Unfit why) implements Result {}
  }

  /** All, by name. */
  public List<CustomEmoji> list() {
    return emoji.list();
  }

  /** Adds one. */
  public Result add(String name, byte[] file, UUID personId) {
    if (acquaintances.isGuest(personId)) {
      return new Result.NotForGuests();
    }
    return switch (Picture.read(file, BOUNDS)) {
      case Picture.Unfit unfit -> new Result.Unfit(unfit);
      case Picture.Reading.Accepted(Picture picture) ->
          new Result.Asked(emoji.add(name, picture, personId, clock.instant()));
    };
  }

  /** Takes one away; false if somebody else has added it. */
  public boolean remove(String name, UUID personId) {
    return emoji.remove(name, personId);
  }

  /** The picture of one. */
  public Optional<Picture> picture(UUID id, String version) {
    return emoji.picture(id, version);
  }
}
