package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresLinkPreviews;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.PreviewLinks;
import dev.parley.chat.app.RemovePreviews;
import dev.parley.chat.domain.LinkPreview;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomEvent.Change.MessageUpdated;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.Pages;
import dev.parley.platform.pictures.Picture;
import dev.parley.platform.pictures.PictureFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewLinksTest {
  private static final String CATS = "https://cats.example/";
  private static final String DOGS = "https://dogs.example/";
  private static final Picture PICTURE = new Picture(PictureFiles.png(16, 16), Picture.Format.PNG);

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final Map<String, Pages.Page> web = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final PostgresLinkPreviews kept =
      new PostgresLinkPreviews(chat.database, chat.announcements);
  private final PreviewLinks previews = new PreviewLinks(true, kept, this::page, chat.clock);
  private final RemovePreviews remove = new RemovePreviews(chat.change);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void aMessageShowsWhatThePagesSayThatItLinksTo() {
    put(CATS, "Cats", Optional.of(PICTURE));
    put(DOGS, "Dogs", Optional.empty());
    Message said = say(ben, DOGS + " and https://nothing.example and " + CATS);
    assertThat(said.since().previews()).isEmpty();
    assertThat(jobs(said)).isEqualTo(1);

    previews.look(said.id());

    Message shown = now(said);
    assertThat(shown.since().previews())
        .extracting(LinkPreview::url, LinkPreview::title, LinkPreview::pictureVersion)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(DOGS, "Dogs", ""),
            org.assertj.core.groups.Tuple.tuple(CATS, "Cats", PICTURE.version()));
    assertThat(chat.announcements.of(room).getLast().change()).isEqualTo(new MessageUpdated(shown));
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst())
        .isEqualTo(chat.announcements.of(room).getLast());
    assertThat(messages.list(room, new Window.After(0), 9)).containsExactly(shown);
    LinkPreview cats = shown.since().previews().getLast();
    assertThat(previews.picture(cats.id(), PICTURE.version()).map(Picture::bytes))
        .contains(PICTURE.bytes());
    assertThat(previews.picture(cats.id(), "0".repeat(32))).isEmpty();

    long head = chat.head(room);
    previews.look(said.id());
    assertThat(chat.head(room)).as("a job that is run again changes nothing").isEqualTo(head);
  }

  @Test
  void ofWhatLinksToNothingNobodyLooks() {
    Message plain = say(ben, "hello");
    Message code = say(ben, "`" + CATS + "`");
    assertThat(jobs(plain) + jobs(code)).isZero();
    Message nothing = say(ben, "https://nothing.example");
    long head = chat.head(room);
    previews.look(nothing.id());
    assertThat(chat.head(room)).isEqualTo(head);
    previews.look(UUID.randomUUID());
  }

  @Test
  void aPageIsAskedOnceADayAndOneThatSaysNothingOnceInTenMinutes() {
    put(CATS, "Cats", Optional.empty());
    for (int i = 0; i < 3; i++) {
      previews.look(say(ben, CATS + " https://nothing.example").id());
    }
    assertThat(asked).containsExactlyInAnyOrder(CATS, "https://nothing.example");

    chat.clock.advance(Duration.ofMinutes(11));
    previews.look(say(ben, CATS + " https://nothing.example").id());
    assertThat(asked).hasSize(3).endsWith("https://nothing.example");

    chat.clock.advance(Duration.ofDays(1));
    put(CATS, "More cats", Optional.empty());
    Message later = say(ben, CATS);
    previews.look(later.id());
    assertThat(now(later).since().previews())
        .extracting(LinkPreview::title)
        .containsExactly("More cats");
    assertThat(messages.list(room, new Window.After(0), 1).getFirst().since().previews())
        .as("what was shown stays as it was")
        .extracting(LinkPreview::title)
        .containsExactly("Cats");
  }

  @Test
  void anEditThatLinksElsewhereShowsSomethingElse() {
    put(CATS, "Cats", Optional.empty());
    put(DOGS, "Dogs", Optional.empty());
    Message said = say(ben, CATS);
    previews.look(said.id());

    Message same = done(chat.edit.edit(room, said.id(), ben.id(), "Look: " + CATS));
    assertThat(same.since().previews()).extracting(LinkPreview::title).containsExactly("Cats");
    chat.clock.advance(Duration.ofSeconds(1));
    Message other = done(chat.edit.edit(room, said.id(), ben.id(), "Look: " + DOGS));
    assertThat(other.since().previews()).isEmpty();
    assertThat(now(said)).isEqualTo(other);
    assertThat(jobs(said)).isEqualTo(2);
    previews.look(said.id());
    assertThat(now(said).since().previews()).extracting(LinkPreview::title).containsExactly("Dogs");
  }

  @Test
  void whatChangesMeanwhileIsNotShown() {
    put(CATS, "Cats", Optional.empty());
    Message edited = say(ben, CATS);
    Message deleted = say(ben, CATS + "2");
    put(CATS + "2", "More", Optional.empty());
    PreviewLinks slow =
        new PreviewLinks(
            true,
            kept,
            url -> {
              chat.edit.edit(room, edited.id(), ben.id(), "nothing");
              chat.delete.delete(room, deleted.id(), ben.id());
              return page(url);
            },
            chat.clock);
    slow.look(edited.id());
    slow.look(deleted.id());

    assertThat(now(edited).since().previews()).isEmpty();
    assertThat(now(deleted).since().previews()).isEmpty();
  }

  @Test
  void aTypoThatIsMendedMeanwhileTakesNothingAway() {
    put(CATS, "Cats", Optional.empty());
    Message said = say(ben, "Lok: " + CATS);
    new PreviewLinks(
            true,
            kept,
            url -> {
              chat.edit.edit(room, said.id(), ben.id(), "Look: " + CATS);
              return page(url);
            },
            chat.clock)
        .look(said.id());
    assertThat(now(said).since().previews()).extracting(LinkPreview::title).containsExactly("Cats");
  }

  @Test
  void soManyBytesOfPicturesAreKeptInADayAndNoMore() {
    chat.database.useTransaction(handle ->
        handle.execute(
            """
            insert into chat.link_previews
              (id, url, fetch_time, found, title, description, site_name, picture, picture_version)
            select gen_random_uuid(), 'u' || n, ?, true, 't', '', '', convert_to(repeat('x', 64 * 1024 * 1024), 'UTF8'), 'v'
              from generate_series(1, 4) n
            """,
            chat.clock.instant()));
    put(CATS, "Cats", Optional.of(PICTURE));
    Message said = say(ben, CATS);
    previews.look(said.id());
    assertThat(now(said).since().previews())
        .extracting(LinkPreview::title, LinkPreview::pictureVersion)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("Cats", ""));
  }

  @Test
  void whoSaidItTakesThemOffAndWhoMayDeleteIt() {
    put(CATS, "Cats", Optional.empty());
    Message said = say(ben, CATS);
    previews.look(said.id());
    Person eve = chat.person("eve");
    assertThat(remove.remove(room, said.id(), eve.id()))
        .isEqualTo(new ChangeMessage.Result.NotAMember());

    Message bare = done(remove.remove(room, said.id(), ben.id()));
    assertThat(bare.since().previews()).isEmpty();
    long head = chat.head(room);
    assertThat(done(remove.remove(room, said.id(), ben.id()))).isEqualTo(bare);
    assertThat(chat.head(room)).as("once more changes nothing").isEqualTo(head);
    assertThat(chat.announcements.of(room).getLast().change()).isEqualTo(new MessageUpdated(bare));
    previews.look(said.id());
    assertThat(now(said)).as("they do not come back").isEqualTo(bare);

    Message other = say(ada, DOGS);
    put(DOGS, "Dogs", Optional.empty());
    assertThat(remove.remove(room, other.id(), ben.id()))
        .isEqualTo(new ChangeMessage.Result.Refused(Refusal.NOT_YOURS));
    done(remove.remove(room, other.id(), ada.id()));
    previews.look(other.id());
    assertThat(now(other).since().previews()).as("nor those that were under way").isEmpty();
    assertThat(done(remove.remove(room, say(ben, CATS).id(), ada.id())).since().previews())
        .as("by the owner")
        .isEmpty();
  }

  @Test
  void whereItIsSwitchedOffNobodyIsAsked() {
    put(CATS, "Cats", Optional.empty());
    Message said = say(ben, CATS);
    new PreviewLinks(false, kept, this::page, chat.clock).look(said.id());
    assertThat(asked).isEmpty();
    assertThat(now(said).since().previews()).isEmpty();
  }

  @Test
  void whatNothingLinksToAnyMoreIsForgotten() {
    put(CATS, "Cats", Optional.empty());
    put(DOGS, "Dogs", Optional.empty());
    Message cats = say(ben, CATS + " https://nothing.example");
    Message dogs = say(ben, DOGS);
    previews.look(cats.id());
    previews.look(dogs.id());
    chat.delete.delete(room, dogs.id(), ben.id());

    assertThat(previews.forget()).as("they may be linked to again today").isZero();
    chat.clock.advance(Duration.ofHours(49));
    assertThat(previews.forget()).isEqualTo(2);
    assertThat(now(cats).since().previews()).extracting(LinkPreview::title).containsExactly("Cats");
  }

  private void put(String url, String title, Optional<Picture> picture) {
    web.put(url, new Pages.Page(title, "All about " + title, "example", picture));
  }

  private Optional<Pages.Page> page(String url) {
    asked.add(url);
    return Optional.ofNullable(web.get(url));
  }

  private long jobs(Message message) {
    return chat.count(
        "select count(*) from chat.link_jobs where task_instance like ?", message.id() + "@%");
  }

  private Message now(Message message) {
    return messages.find(room, message.id()).orElseThrow();
  }

  private Message say(Person sender, String text) {
    return ((Appended.Durable) messages.append(chat.draft(room, sender, text))).message();
  }

  private static Message done(ChangeMessage.Result result) {
    return ((ChangeMessage.Result.Done) result).message();
  }
}
