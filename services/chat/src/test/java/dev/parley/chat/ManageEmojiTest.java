package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresCustomEmoji;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.ManageEmoji;
import dev.parley.chat.app.ManageEmoji.Result;
import dev.parley.chat.domain.CustomEmoji;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Reaction;
import dev.parley.chat.port.CustomEmojiRepository.Added;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.platform.pictures.Picture;
import dev.parley.platform.pictures.PictureFiles;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManageEmojiTest {
  private static final byte[] FILE = PictureFiles.png(64, 64);

  private final ChatDatabase chat = new ChatDatabase();
  private final ManageEmoji emoji =
      new ManageEmoji(new PostgresCustomEmoji(chat.database), chat.acquaintances, chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void whatIsAddedIsThereForEverybodyByName() {
    CustomEmoji parrot = added("parrot", ada);
    CustomEmoji axe = added("axe", ben);

    assertThat(emoji.list()).containsExactly(axe, parrot);
    assertThat(parrot.creator()).isEqualTo(ada);
    assertThat(emoji.picture(parrot.id(), parrot.version()).map(Picture::bytes)).contains(FILE);
    assertThat(emoji.picture(parrot.id(), "0".repeat(32))).isEmpty();
  }

  @Test
  void aNameIsThereOnceAndFreeAgainOnceItsOwnerHasTakenItAway() {
    CustomEmoji first = added("parrot", ada);
    assertThat(emoji.add("parrot", FILE, ben.id())).isEqualTo(new Result.Asked(new Added.Taken()));
    assertThat(emoji.remove("parrot", ben.id())).isFalse();
    assertThat(emoji.list()).containsExactly(first);

    assertThat(emoji.remove("parrot", ada.id())).isTrue();
    assertThat(emoji.remove("parrot", ada.id())).as("once more is no error").isTrue();
    CustomEmoji second = added("parrot", ben);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(emoji.picture(first.id(), first.version())).isEmpty();
  }

  @Test
  void guestsAddNoneAndFilesThatAreNoPicturesAreNone() {
    assertThat(emoji.add("parrot", FILE, chat.guest("guest").id()))
        .isEqualTo(new Result.NotForGuests());
    assertThat(emoji.add("parrot", new byte[] {1, 2, 3}, ada.id()))
        .isInstanceOf(Result.Unfit.class);
    assertThat(emoji.add("parrot", PictureFiles.png(513, 64), ada.id()))
        .isEqualTo(new Result.Unfit(new Picture.Unfit.WrongDimensions(513, 64)));
    assertThat(emoji.add("parrot", new byte[200_000], ada.id()))
        .isEqualTo(new Result.Unfit(new Picture.Unfit.TooLong(200_000)));
    assertThat(emoji.list()).isEmpty();
  }

  @Test
  void thereAreOnlySoMany() {
    chat.database.useTransaction(handle -> {
      var batch =
          handle.prepareBatch(
              """
              insert into chat.custom_emoji (name, id, creator_id, create_time, version, format, bytes)
              values ('e' || :n, gen_random_uuid(), :creator, now(), '', 'PNG', '')
              """);
      IntStream.range(0, CustomEmoji.MOST)
          .forEach(n ->
              batch.bind("n", n).bind("creator", n < 100 ? ada.id() : UUID.randomUUID()).add());
      batch.execute();
    });
    assertThat(emoji.add("one-more", FILE, ada.id()))
        .isEqualTo(new Result.Asked(new Added.TooMany()));
    emoji.remove("e0", ada.id());
    emoji.remove("e1", ada.id());
    added("one-more", ada);
    chat.database.useTransaction(
        handle -> handle.execute("delete from chat.custom_emoji where creator_id <> ?", ada.id()));
    added("last", ada);
    assertThat(emoji.add("too-much", FILE, ada.id()))
        .isEqualTo(new Result.Asked(new Added.TooManyOfOne()));
    added("of-another", ben);
  }

  @Test
  void oneReactsWithThemAndTakesThatBackAlsoOnceTheyAreGone() {
    UUID room = chat.room(ada, ben);
    try (PostgresMessageRepository messages = chat.node()) {
      Message said = ((Appended.Durable) messages.append(chat.draft(room, ada, "hello"))).message();
      assertThat(chat.react.react(room, said.id(), ben.id(), ":parrot:"))
          .as("there is none yet")
          .isEqualTo(new ChangeMessage.Result.Unfit());
      added("parrot", ada);
      assertThat(reactions(chat.react.react(room, said.id(), ben.id(), ":parrot:")))
          .containsExactly(new Reaction(":parrot:", 1, List.of(ben.id())));
      emoji.remove("parrot", ada.id());
      assertThat(chat.react.react(room, said.id(), ada.id(), ":parrot:"))
          .isEqualTo(new ChangeMessage.Result.Unfit());
      assertThat(reactions(chat.react.takeBack(room, said.id(), ben.id(), ":parrot:"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {":a:", "parrot", ":Parrot:", ":par rot:", "::", ":parrot::axe:", ":päp:"})
  void otherTextsAreNoNames(String text) {
    assertThat(CustomEmoji.isCode(text)).isFalse();
  }

  private CustomEmoji added(String name, Person person) {
    return ((Added.There) ((Result.Asked) emoji.add(name, FILE, person.id())).outcome()).emoji();
  }

  private static List<Reaction> reactions(ChangeMessage.Result result) {
    return ((ChangeMessage.Result.Done) result).message().since().reactions();
  }
}
