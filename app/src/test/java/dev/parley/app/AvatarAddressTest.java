package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.RunningParley.Answer;
import dev.parley.app.RunningParley.Client;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pictures of people and rooms at their addresses, as browsers ask for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvatarAddressTest {
  private static final String UPLOAD = "/v1/users/me/avatar";

  private RunningParley parley;

  @BeforeAll
  void start() {
    parley = RunningParley.start();
  }

  @AfterAll
  void stop() {
    parley.close();
  }

  @Test
  void whoKnowsTheAddressSeesThePictureAndKeepsIt() {
    Answer picture = parley.stranger("").get(shown(parley.register("ada"), 64));

    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.headers())
        .containsEntry("content-type", "image/png")
        .containsEntry("cache-control", "public, max-age=31536000, immutable")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("content-security-policy", "default-src 'none'; sandbox");
    assertThat(picture.headers().get("content-length"))
        .isEqualTo(Integer.toString(PngFile.of(64, 64).length));
  }

  @Test
  void aFormerPictureIsNoLongerThere() {
    Client ben = parley.register("ben");
    String former = shown(ben, 64);
    String now = shown(ben, 65);

    assertThat(parley.stranger("").get(now).status()).isEqualTo(200);
    Answer gone = parley.stranger("").get(former);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.code()).isEqualTo("AVATAR_NOT_FOUND");
    assertThat(gone.headers()).containsEntry("cache-control", "no-store");
  }

  @Test
  void aRoomHasItsPictureAtAnAddressOfItsOwn() {
    Client owner = parley.register("owner");
    String id = owner.room("harbour", "PRIVATE");
    Answer set =
        owner.call(
            "PUT",
            "/v1/rooms/" + id + "/avatar",
            BodyPublishers.ofString(PngFile.asJson(PngFile.of(64, 64))),
            "application/json");
    String version = set.json().path("avatarVersion").asText();

    Answer picture = parley.stranger("").get("/avatars/rooms/" + id + "/" + version);
    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.headers())
        .containsEntry("content-type", "image/png")
        .containsEntry("cache-control", "public, max-age=31536000, immutable")
        .containsEntry("content-security-policy", "default-src 'none'; sandbox");
    assertThat(parley.stranger("").get("/avatars/" + id + "/" + version).code())
        .as("a room is nobody")
        .isEqualTo("AVATAR_NOT_FOUND");
    assertThat(parley.stranger("").get("/avatars/rooms/" + id + "/" + "0".repeat(32)).code())
        .isEqualTo("AVATAR_NOT_FOUND");
  }

  @Test
  void anAddressOfNothingIsNotFound() {
    String ada = "/avatars/" + parley.register("eve").id;
    for (String path :
        new String[] {ada + "/" + "0".repeat(32), ada + "/x", "/avatars/eve/" + "0".repeat(32)}) {
      assertThat(parley.stranger("").get(path).code()).as(path).isEqualTo("AVATAR_NOT_FOUND");
    }
    assertThat(
            parley
                .stranger("")
                .call(
                    "POST", ada + "/" + "0".repeat(32), BodyPublishers.ofString("x"), "text/plain")
                .code())
        .isEqualTo("METHOD_NOT_ALLOWED");
  }

  @Test
  void aScriptThatCallsItselfAPictureIsRefused() {
    byte[] svg =
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(upload(parley.register("mallory"), svg).code()).isEqualTo("PICTURE_UNREADABLE");
  }

  @Test
  void fiveMegabytesAreRefusedBeforeTheyAreRead() {
    // As curl does with a body of this size: the server says no before it is sent.
    Answer answer =
        parley.send(
            HttpRequest.newBuilder(parley.uri(UPLOAD))
                .expectContinue(true)
                .header("authorization", "Bearer " + parley.register("trent").token)
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(PngFile.asJson(new byte[5_000_000])))
                .build());

    assertThat(answer.code()).isEqualTo("PAYLOAD_TOO_LARGE");
  }

  @Test
  void othersSeeWhichPictureSomebodyShows() {
    Client ada = parley.register("ada2");
    Client grace = parley.register("grace2");
    String address = shown(ada, 64);

    assertThat(address)
        .endsWith(grace.get("/v1/users/" + ada.id).json().path("avatarVersion").asText());
    String room = "/v1/rooms/" + ada.room("pictures", "PUBLIC");
    // What auth tells of people gets to chat by an event, which takes its time.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!address.endsWith(avatarOfFirstMember(grace, room))) {
      assertThat(System.nanoTime()).as("chat has heard of it").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static String avatarOfFirstMember(Client viewer, String room) {
    String version =
        viewer.get(room + "/members").json().at("/members/0/person/avatarVersion").asText();
    return version.isEmpty() ? "none" : version;
  }

  /** Shows a picture, and says where it is. */
  private static String shown(Client person, int side) {
    Answer answer = upload(person, PngFile.of(side, side));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return "/avatars/" + person.id + "/" + answer.json().path("avatarVersion").asText();
  }

  private static Answer upload(Client person, byte[] file) {
    return person.call(
        "PUT", UPLOAD, BodyPublishers.ofString(PngFile.asJson(file)), "application/json");
  }
}
