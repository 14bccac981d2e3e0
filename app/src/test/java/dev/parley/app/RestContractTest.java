package dev.parley.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.RunningParley.Answer;
import dev.parley.app.RunningParley.Client;
import dev.parley.gateway.openapi.OpenApiContract;
import dev.parley.platform.db.Waiting;
import dev.parley.platform.rpc.PageTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Every documented route, once with success and once with a refusal, each answer held against the
 * document.
 */
class RestContractTest {
  @Test
  void everyRouteAnswersAsDocumented() {
    try (RunningParley parley = RunningParley.start()) {
      OpenApiContract contract =
          OpenApiContract.of(
              parley.stranger("").get("/v1/openapi.json").body().getBytes(StandardCharsets.UTF_8));
      Walk walk = new Walk(parley, contract);
      walk.accounts();
      walk.people();
      walk.avatars();
      walk.rooms();
      walk.conversations();
      walk.running();
      walk.keepingOrder();
      walk.blocking();
      walk.deletion();
      walk.invitations();
      walk.joinRequests();
      walk.pictures();
      walk.sections();
      walk.messages();
      walk.changes();
      walk.threads();
      walk.drafts();
      walk.polls();
      walk.commands();
      walk.acknowledgements();
      walk.emoji();
      walk.saved();
      walk.scheduled();
      walk.search();
      walk.reads();
      walk.presence();
      walk.operations();
      assertThat(contract.unexercised())
          .filteredOn(
              exercise -> exercise.path().startsWith("/v1/") && !exercise.path().equals("/v1/ws"))
          .isEmpty();
    }
  }

  private record Walk(RunningParley parley, OpenApiContract contract) {
    void accounts() {
      Client nobody = parley.stranger("");
      ok(nobody, "GET", "/v1/auth/options", "");
      refused(nobody, "GET", "/v1/auth/options?x=1", "", "INVALID_ARGUMENT");
      String ada =
          "{\"email\":\"ada@example.org\",\"username\":\"Ada\",\"displayName\":\"Ada"
              + " L\",\"password\":\""
              + RunningParley.PASSWORD
              + "\"}";
      Answer registered = ok(nobody, "POST", "/v1/auth/register", ada);
      refused(nobody, "POST", "/v1/auth/register", ada, "USERNAME_TAKEN");
      String login = "{\"login\":\"ada\",\"password\":\"" + RunningParley.PASSWORD + "\"}";
      ok(nobody, "POST", "/v1/auth/login", login);
      refused(
          nobody, "POST", "/v1/auth/login", login.replace("horse", "mule"), "WRONG_CREDENTIALS");
      String refresh = registered.json().path("refreshToken").asText();
      ok(nobody, "POST", "/v1/auth/refresh", "{\"refreshToken\":\"" + refresh + "\"}");
      refused(
          nobody, "POST", "/v1/auth/refresh", "{\"refreshToken\":\"nonsense\"}", "SESSION_ENDED");
      refused(nobody, "POST", "/v1/auth/logout", "{\"token\":\"x\"}", "MALFORMED_REQUEST");
      Client ada2 = parley.stranger(registered.json().path("accessToken").asText());
      String change =
          "{\"currentPassword\":\""
              + RunningParley.PASSWORD
              + "\",\"newPassword\":\"another horse battery\"}";
      ok(ada2, "POST", "/v1/auth/password", change);
      refused(ada2, "POST", "/v1/auth/password", change, "WRONG_CREDENTIALS");
      ok(ada2, "POST", "/v1/auth/logout", "{}");
    }

    void people() {
      Client grace = parley.register("grace");
      ok(grace, "GET", "/v1/users/me", "");
      refused(parley.stranger(""), "GET", "/v1/users/me", "", "UNAUTHENTICATED");
      ok(
          grace,
          "PATCH",
          "/v1/users/me",
          "{\"displayName\":\"Grace H\",\"updateMask\":\"displayName\"}");
      refused(grace, "PATCH", "/v1/users/me", "{\"displayName\":\"\"}", "INVALID_ARGUMENT");
      ok(
          grace,
          "PATCH",
          "/v1/users/me",
          "{\"bio\":\"Compiles.\\nSails.\",\"pronouns\":\"she/her\",\"timeZone\":\"America/New_York\"}");
      refused(
          grace, "PATCH", "/v1/users/me", "{\"timeZone\":\"Mars/Olympus\"}", "INVALID_ARGUMENT");
      ok(grace, "GET", "/v1/users/" + grace.id, "");
      refused(grace, "GET", "/v1/users/" + UUID.randomUUID(), "", "USER_NOT_FOUND");
      ok(grace, "GET", "/v1/users?query=gr&pageSize=1", "");
      refused(grace, "GET", "/v1/users?pageSize=101", "", "INVALID_ARGUMENT");
    }

    void avatars() {
      Client jean = parley.register("jean");
      String route = "/v1/users/me/avatar";
      ok(jean, "PUT", route, PngFile.asJson(PngFile.of(64, 64)));
      refused(jean, "PUT", route, PngFile.asJson(PngFile.of(10_000, 64)), "PICTURE_DIMENSIONS");
      refused(jean, "PUT", route, PngFile.asJson(new byte[64]), "PICTURE_UNREADABLE");
      refused(jean, "PUT", route, PngFile.asJson(new byte[600_000]), "PAYLOAD_TOO_LARGE");
      ok(jean, "DELETE", route, "");
      refused(parley.stranger(""), "DELETE", route, "", "UNAUTHENTICATED");
    }

    void rooms() {
      Client alan = parley.register("alan");
      Client edsger = parley.register("edsger");
      Answer made = ok(alan, "POST", "/v1/rooms", "{\"name\":\"proofs\",\"topic\":\"QED\"}");
      refused(alan, "POST", "/v1/rooms", "{\"name\":\"PROOFS\"}", "ROOM_NAME_TAKEN");
      String room = "/v1/rooms/" + made.json().path("id").asText();
      String unknown = "/v1/rooms/" + UUID.randomUUID();
      ok(alan, "GET", "/v1/rooms", "");
      refused(alan, "GET", "/v1/rooms?pageToken=nonsense", "", "INVALID_ARGUMENT");
      ok(edsger, "GET", "/v1/rooms:discover?query=pro", "");
      Client guest =
          parley.register("visitor", alan.invitationForGuests(made.json().path("id").asText()));
      refused(guest, "GET", "/v1/rooms:discover", "", "NOT_FOR_GUESTS");
      refused(guest, "POST", "/v1/rooms", "{\"name\":\"mine\"}", "NOT_FOR_GUESTS");
      refused(guest, "GET", "/v1/users/" + alan.id, "", "USER_NOT_FOUND");
      refused(edsger, "GET", "/v1/rooms:discover?pageSize=many", "", "INVALID_ARGUMENT");
      String byActivity = "/v1/rooms:discover?sort=ACTIVITY&includeArchived=true&pageSize=1";
      ok(edsger, "GET", byActivity, "");
      String ofNames = PageTokens.encode("proofs", UUID.randomUUID());
      refused(edsger, "GET", byActivity + "&pageToken=" + ofNames, "", "INVALID_ARGUMENT");
      ok(edsger, "GET", room, "");
      refused(edsger, "GET", unknown, "", "ROOM_NOT_FOUND");
      refused(
          edsger, "POST", room + "/members", "{\"userId\":\"" + edsger.id + "\"}", "NOT_A_MEMBER");
      ok(alan, "POST", room + "/members", "{\"userId\":\"" + edsger.id + "\"}");
      ok(edsger, "GET", room + "/members?query=AL&role=OWNER", "");
      refused(edsger, "GET", unknown + "/members", "", "ROOM_NOT_FOUND");
      Answer shared = ok(edsger, "GET", "/v1/users/" + alan.id + "/rooms", "");
      assertThat(shared.json().path("roomIds").path(0).asText())
          .isEqualTo(made.json().path("id").asText());
      refused(edsger, "GET", "/v1/users/alan/rooms", "", "INVALID_ARGUMENT");
      ok(edsger, "POST", room + ":leave", "{}");
      refused(edsger, "POST", unknown + ":leave", "{}", "ROOM_NOT_FOUND");
      ok(edsger, "POST", room + ":join", "{}");
      refused(edsger, "POST", unknown + ":join", "{}", "ROOM_NOT_FOUND");
    }

    void conversations() {
      Client alan = parley.register("alanturing");
      Client joan = parley.register("joan");
      String withJoan = "{\"kind\":\"DIRECT\",\"memberIds\":[\"" + joan.id + "\"]}";
      Answer made = ok(alan, "POST", "/v1/rooms", withJoan);
      assertThat(made.json().path("people").path(0).path("id").asText()).isEqualTo(joan.id);
      assertThat(ok(alan, "POST", "/v1/rooms", withJoan).json().path("id"))
          .isEqualTo(made.json().path("id"));
      ok(alan, "POST", "/v1/rooms", "{\"kind\":\"DIRECT\"}");
      String room = "/v1/rooms/" + made.json().path("id").asText();
      refused(alan, "POST", room + ":leave", "{}", "DIRECT_CONVERSATION");
      refused(
          joan,
          "POST",
          room + "/members",
          "{\"userId\":\"" + parley.register("mavis").id + "\"}",
          "DIRECT_CONVERSATION");
      ok(alan, "POST", "/v1/rooms", withJoan.replace("DIRECT", "GROUP"));
      refused(alan, "POST", "/v1/rooms", "{\"kind\":\"GROUP\"}", "INVALID_ARGUMENT");
      refused(alan, "POST", "/v1/rooms", "{\"name\":\" \"}", "INVALID_ARGUMENT");
      for (String trick :
          List.of("ad\u202emin", "ad\u200bmin", "\u3164", "g\u0435neral", "x".repeat(10_000))) {
        refused(alan, "POST", "/v1/rooms", "{\"name\":\"" + trick + "\"}", "INVALID_ARGUMENT");
      }
      ok(alan, "POST", "/v1/rooms", "{\"name\":\"x\"}");
    }

    void keepingOrder() {
      Client alan = parley.register("keeper");
      Client edsger = parley.register("kept");
      String room = "/v1/rooms/" + alan.room("order", "PUBLIC");
      String member = room + "/members/" + edsger.id;
      ok(edsger, "POST", room + ":join", "{}");
      Answer muted = ok(alan, "POST", member + ":mute", "{\"durationSeconds\":\"600\"}");
      assertThat(muted.json().path("muteEndTime").asText()).isNotEmpty();
      refused(alan, "POST", member + ":mute", "{}", "INVALID_ARGUMENT");
      refused(edsger, "POST", member + ":unmute", "{}", "PERMISSION_DENIED");
      String said = "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"hello\"}";
      refused(edsger, "POST", room + "/messages", said, "MUTED");
      ok(alan, "POST", member + ":unmute", "{}");
      ok(alan, "PATCH", room, "{\"slowModeSeconds\":60}");
      Answer kept =
          ok(alan, "PATCH", room, "{\"retentionDays\":30,\"messageLifetimeSeconds\":3600}");
      assertThat(kept.json().path("retentionDays").asInt()).isEqualTo(30);
      assertThat(kept.json().path("messageLifetimeSeconds").asInt()).isEqualTo(3600);
      for (String unfit :
          List.of(
              "\"retentionDays\":-1",
              "\"retentionDays\":3651",
              "\"messageLifetimeSeconds\":4",
              "\"messageLifetimeSeconds\":31536001")) {
        refused(alan, "PATCH", room, "{" + unfit + "}", "INVALID_ARGUMENT");
      }
      ok(alan, "PATCH", room, "{\"retentionDays\":0,\"messageLifetimeSeconds\":0}");
      ok(edsger, "POST", room + "/messages", said);
      refused(
          edsger,
          "POST",
          room + "/messages",
          "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"again\"}",
          "SLOW_MODE");
      String ban = "{\"userId\":\"" + edsger.id + "\",\"reason\":\"noise\"}";
      refused(edsger, "POST", room + "/bans", ban, "PERMISSION_DENIED");
      refused(edsger, "GET", room + "/bans", "", "PERMISSION_DENIED");
      ok(alan, "POST", room + "/bans", ban);
      refused(edsger, "POST", room + ":join", "{}", "BANNED");
      refused(alan, "POST", room + "/members", ban.replace(",\"reason\":\"noise\"", ""), "BANNED");
      assertThat(
              ok(alan, "GET", room + "/bans", "")
                  .json()
                  .path("bans")
                  .path(0)
                  .path("reason")
                  .asText())
          .isEqualTo("noise");
      assertThat(
              ok(alan, "GET", room + "/moderation-log?pageSize=1", "")
                  .json()
                  .path("entries")
                  .path(0)
                  .path("act")
                  .asText())
          .isEqualTo("MEMBER_BANNED");
      refused(alan, "GET", room + "/moderation-log?before=x", "", "INVALID_ARGUMENT");
      ok(alan, "DELETE", room + "/bans/" + edsger.id, "");
      refused(edsger, "DELETE", room + "/bans/" + edsger.id, "", "NOT_A_MEMBER");
      ok(edsger, "POST", room + ":join", "{}");
    }

    void blocking() {
      Client alan = parley.register("blocker");
      Client edsger = parley.register("blocked");
      Client joan = parley.register("blockedfirst");
      String withEdsger = "{\"kind\":\"DIRECT\",\"memberIds\":[\"" + edsger.id + "\"]}";
      String direct =
          "/v1/rooms/" + ok(alan, "POST", "/v1/rooms", withEdsger).json().path("id").asText();
      String said = "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"hello\"}";
      String message =
          direct
              + "/messages/"
              + ok(edsger, "POST", direct + "/messages", said).json().path("id").asText();
      String blocks = "/v1/users/me/blocks";
      Answer blocked = ok(alan, "PUT", blocks + "/" + edsger.id, "");
      assertThat(blocked.json().at("/person/username").asText()).isEqualTo("blocked");
      assertThat(ok(alan, "PUT", blocks + "/" + edsger.id, "").json()).isEqualTo(blocked.json());
      refused(alan, "PUT", blocks + "/" + alan.id, "", "INVALID_ARGUMENT");
      refused(alan, "PUT", blocks + "/edsger", "", "INVALID_ARGUMENT");
      refused(alan, "PUT", blocks + "/" + UUID.randomUUID(), "", "USER_NOT_FOUND");
      String again = said.replace("hello", "again").replaceFirst("[0-9a-f]{8}-", "00000000-");
      refused(edsger, "POST", direct + "/messages", again, "CANNOT_MESSAGE");
      refused(alan, "POST", direct + "/messages", again, "PERSON_BLOCKED");
      refused(edsger, "PATCH", message, "{\"text\":\"hey\"}", "CANNOT_MESSAGE");
      refused(alan, "PUT", message + "/reactions/%F0%9F%91%8D", "", "PERSON_BLOCKED");
      ok(edsger, "GET", direct + "/messages", "");
      String room = "/v1/rooms/" + edsger.room("blocked", "PUBLIC");
      String add = "{\"userId\":\"" + alan.id + "\"}";
      refused(edsger, "POST", room + "/members", add, "CANNOT_ADD");
      String group = "{\"kind\":\"GROUP\",\"memberIds\":[\"" + alan.id + "\"]}";
      refused(edsger, "POST", "/v1/rooms", group, "CANNOT_ADD");
      ok(alan, "PUT", blocks + "/" + joan.id, "");
      refused(joan, "POST", "/v1/rooms", group.replace("GROUP", "DIRECT"), "CANNOT_MESSAGE");
      refused(alan, "POST", "/v1/rooms", withEdsger.replace(edsger.id, joan.id), "PERSON_BLOCKED");
      Answer first = ok(alan, "GET", blocks + "?pageSize=1", "");
      assertThat(first.json().at("/blocks/0/person/id").asText()).isEqualTo(edsger.id);
      Answer second =
          ok(alan, "GET", blocks + "?pageToken=" + first.json().path("nextPageToken").asText(), "");
      assertThat(second.json().at("/blocks/0/person/id").asText()).isEqualTo(joan.id);
      assertThat(ok(edsger, "GET", blocks, "").json().path("blocks")).isEmpty();
      refused(alan, "GET", blocks + "?pageSize=101", "", "INVALID_ARGUMENT");
      ok(alan, "DELETE", blocks + "/" + edsger.id, "");
      ok(alan, "DELETE", blocks + "/" + edsger.id, "");
      refused(alan, "DELETE", blocks + "/edsger", "", "INVALID_ARGUMENT");
      refused(parley.stranger(""), "GET", blocks, "", "UNAUTHENTICATED");
      ok(edsger, "POST", direct + "/messages", again);
    }

    void running() {
      Client alan = parley.register("alan2");
      Client edsger = parley.register("edsger2");
      String room = "/v1/rooms/" + alan.room("running", "PUBLIC");
      ok(edsger, "POST", room + ":join", "{}");
      String member = room + "/members/" + edsger.id;
      Answer changed =
          ok(
              alan,
              "PATCH",
              room,
              "{\"name\":\"runners\",\"topic\":\"shoes\",\"description\":\"For\\nrunners.\","
                  + "\"permissions\":[{\"permission\":\"SEND_MESSAGES\",\"leastRole\":\"MODERATOR\"}]}");
      assertThat(changed.json().path("name").asText()).isEqualTo("runners");
      refused(edsger, "PATCH", room, "{\"name\":\"walkers\"}", "PERMISSION_DENIED");
      refused(
          alan,
          "PATCH",
          room,
          "{\"permissions\":[{\"permission\":\"ARCHIVE_ROOM\",\"leastRole\":\"MEMBER\"}]}",
          "INVALID_ARGUMENT");
      String said = "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"hello\"}";
      refused(edsger, "POST", room + "/messages", said, "PERMISSION_DENIED");
      ok(alan, "PATCH", member, "{\"role\":\"MODERATOR\"}");
      refused(edsger, "PATCH", member, "{\"role\":\"OWNER\"}", "PERMISSION_DENIED");
      refused(alan, "POST", room + ":leave", "{}", "LAST_OWNER");
      ok(
          alan,
          "PATCH",
          room + "/preferences",
          "{\"favourite\":true,\"notifications\":\"MENTIONS\"}");
      refused(parley.register("outside2"), "PATCH", room + "/preferences", "{}", "NOT_A_MEMBER");
      ok(alan, "POST", room + ":archive", "{}");
      refused(edsger, "POST", room + ":archive", "{}", "PERMISSION_DENIED");
      refused(alan, "POST", room + "/messages", said, "ROOM_ARCHIVED");
      ok(alan, "POST", room + ":restore", "{}");
      refused(edsger, "POST", room + ":restore", "{}", "PERMISSION_DENIED");
      ok(alan, "DELETE", member, "");
      refused(alan, "DELETE", member, "", "MEMBER_NOT_FOUND");
    }

    void deletion() {
      Client alan = parley.register("deleter");
      Client edsger = parley.register("evicted");
      String room = "/v1/rooms/" + alan.room("doomed", "PUBLIC");
      ok(edsger, "POST", room + ":join", "{}");
      refused(edsger, "DELETE", room, "", "PERMISSION_DENIED");
      Answer deleted = ok(alan, "DELETE", room, "");
      assertThat(deleted.json().path("purgeTime").asText()).isNotEmpty();
      refused(alan, "GET", room, "", "ROOM_DELETED");
      refused(edsger, "GET", room, "", "ROOM_NOT_FOUND");
      Answer waiting = ok(alan, "GET", "/v1/rooms:deleted", "");
      assertThat(waiting.json().at("/rooms/0/name").asText()).isEqualTo("doomed");
      assertThat(ok(edsger, "GET", "/v1/rooms:deleted", "").json().path("rooms")).isEmpty();
      refused(parley.stranger(""), "GET", "/v1/rooms:deleted", "", "UNAUTHENTICATED");
      refused(edsger, "POST", room + ":undelete", "{}", "ROOM_NOT_FOUND");
      edsger.room("doomed", "PUBLIC");
      refused(alan, "POST", room + ":undelete", "{}", "ROOM_NAME_TAKEN");
      ok(alan, "POST", room + ":undelete", "{\"name\":\"saved\"}");
      assertThat(ok(edsger, "GET", room, "").json().path("joined").asBoolean()).isTrue();
    }

    void invitations() {
      Client alan = parley.register("alan3");
      Client edsger = parley.register("edsger3");
      Client nobody = parley.stranger("");
      String room = "/v1/rooms/" + alan.room("club", "PRIVATE");
      String invitations = room + "/invitations";
      Answer made = ok(alan, "POST", invitations, "{\"useLimit\":2,\"validHours\":0}");
      refused(edsger, "POST", invitations, "{}", "ROOM_NOT_FOUND");
      refused(
          alan,
          "POST",
          invitations,
          "{\"email\":\"a@example.org\",\"useLimit\":2}",
          "INVALID_ARGUMENT");
      assertThat(
              ok(alan, "POST", invitations, "{\"email\":\"a@example.org\"}")
                  .json()
                  .at("/invitation/useLimit")
                  .asInt())
          .isEqualTo(1);
      ok(alan, "GET", invitations, "");
      refused(edsger, "GET", invitations, "", "ROOM_NOT_FOUND");
      String link = "/v1/invitations/" + made.json().path("token").asText();
      assertThat(ok(nobody, "GET", link, "").json().path("name").asText()).isEqualTo("club");
      refused(nobody, "GET", "/v1/invitations/guessed", "", "INVITATION_NOT_FOUND");
      refused(nobody, "POST", link + ":accept", "{}", "UNAUTHENTICATED");
      Answer accepted = ok(edsger, "POST", link + ":accept", "{}");
      assertThat(accepted.json().path("standing").asText()).isEqualTo("INSIDE");
      refused(edsger, "POST", "/v1/invitations/guessed:accept", "{}", "INVITATION_NOT_FOUND");
      String invitation = invitations + "/" + made.json().at("/invitation/id").asText();
      ok(edsger, "DELETE", invitation, "");
      refused(alan, "DELETE", invitation, "", "INVITATION_NOT_FOUND");
      refused(parley.register("late"), "POST", link + ":accept", "{}", "INVITATION_NOT_FOUND");
    }

    void pictures() {
      Client alan = parley.register("alan5");
      Client edsger = parley.register("edsger5");
      String room = "/v1/rooms/" + alan.room("gallery", "PUBLIC");
      String avatar = room + "/avatar";
      Answer shown = ok(alan, "PUT", avatar, PngFile.asJson(PngFile.of(64, 64)));
      assertThat(shown.json().path("avatarVersion").asText()).hasSize(32);
      refused(alan, "PUT", avatar, PngFile.asJson(PngFile.of(8, 8)), "PICTURE_DIMENSIONS");
      refused(alan, "PUT", avatar, PngFile.asJson(new byte[] {1}), "PICTURE_UNREADABLE");
      refused(edsger, "PUT", avatar, PngFile.asJson(PngFile.of(64, 64)), "NOT_A_MEMBER");
      ok(edsger, "POST", room + ":join", "{}");
      refused(edsger, "PUT", avatar, PngFile.asJson(PngFile.of(65, 65)), "PERMISSION_DENIED");
      refused(edsger, "DELETE", avatar, "", "PERMISSION_DENIED");
      assertThat(ok(alan, "DELETE", avatar, "").json().path("avatarVersion").asText()).isEmpty();
    }

    void joinRequests() {
      Client alan = parley.register("alan4");
      Client edsger = parley.register("edsger4");
      Client barbara = parley.register("barbara4");
      String room = "/v1/rooms/" + alan.room("salon", "PRIVATE");
      Answer made = ok(alan, "POST", room + "/invitations", "{\"approvalNeeded\":true}");
      String link = "/v1/invitations/" + made.json().path("token").asText() + ":accept";
      for (Client each : new Client[] {edsger, barbara}) {
        assertThat(ok(each, "POST", link, "{\"note\":\"Hello\"}").json().path("standing").asText())
            .isEqualTo("WAITING");
      }
      refused(edsger, "POST", link, "{\"note\":\"two\\nlines\"}", "INVALID_ARGUMENT");
      String requests = room + "/join-requests";
      assertThat(ok(alan, "GET", requests, "").json().path("totalCount").asInt()).isEqualTo(2);
      refused(edsger, "GET", requests, "", "ROOM_NOT_FOUND");
      ok(alan, "POST", requests + "/" + edsger.id + ":approve", "{}");
      refused(
          alan, "POST", requests + "/" + edsger.id + ":approve", "{}", "JOIN_REQUEST_NOT_FOUND");
      ok(edsger, "GET", room, "");
      String own = room + "/join-request";
      ok(barbara, "DELETE", own, "");
      refused(barbara, "DELETE", own, "", "ROOM_NOT_FOUND");
      refused(edsger, "DELETE", own, "", "JOIN_REQUEST_NOT_FOUND");
      ok(barbara, "POST", link, "{\"note\":\"Once more\"}");
      ok(alan, "POST", requests + "/" + barbara.id + ":decline", "{}");
      refused(
          alan, "POST", requests + "/" + barbara.id + ":decline", "{}", "JOIN_REQUEST_NOT_FOUND");
      refused(barbara, "GET", room, "", "ROOM_NOT_FOUND");
    }

    void sections() {
      Client dana = parley.register("dana");
      String made = "{\"name\":\"sections\"}";
      Answer room = ok(dana, "POST", "/v1/rooms", made);
      String move = "/v1/rooms/" + room.json().path("id").asText() + ":move";
      String sections = "/v1/users/me/sections";
      ok(dana, "GET", sections, "");
      refused(parley.stranger(""), "GET", sections, "", "UNAUTHENTICATED");
      Answer work = ok(dana, "POST", sections, "{\"name\":\"Work\"}");
      refused(dana, "POST", sections, "{\"name\":\" \"}", "INVALID_ARGUMENT");
      String id = work.json().path("sectionId").asText();
      ok(dana, "PATCH", sections + "/" + id, "{\"collapsed\":true,\"sort\":\"ACTIVITY\"}");
      ok(dana, "PATCH", sections + "/favourites", "{\"position\":2,\"unreadOnly\":true}");
      refused(dana, "PATCH", sections + "/favourites", "{\"name\":\"Best\"}", "SECTION_BUILT_IN");
      Answer moved = ok(dana, "POST", move, "{\"sectionId\":\"" + id + "\"}");
      assertThat(moved.json().at("/sections/0/roomIds/0").asText())
          .isEqualTo(room.json().path("id").asText());
      refused(dana, "POST", move, "{\"sectionId\":\"conversations\"}", "WRONG_SECTION");
      ok(dana, "DELETE", sections + "/" + id, "");
      refused(dana, "DELETE", sections + "/" + id, "", "SECTION_NOT_FOUND");
      refused(dana, "POST", move, "{\"sectionId\":\"" + id + "\"}", "SECTION_NOT_FOUND");
      for (int i = 0; i < 50; i++) {
        ok(dana, "POST", sections, "{\"name\":\"Again\"}");
      }
      refused(dana, "POST", sections, "{\"name\":\"Again\"}", "TOO_MANY_SECTIONS");
    }

    void messages() {
      Client barbara = parley.register("barbara");
      Client stranger = parley.register("stranger");
      String room = "/v1/rooms/" + barbara.room("abstractions", "PUBLIC");
      String said = "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"hello\"}";
      ok(barbara, "POST", room + "/messages", said);
      refused(stranger, "POST", room + "/messages", said, "NOT_A_MEMBER");
      ok(barbara, "GET", room + "/messages?before=100&pageSize=1", "");
      refused(barbara, "GET", room + "/messages?before=5&after=1", "", "INVALID_ARGUMENT");
      ok(barbara, "PATCH", room, "{\"slowModeSeconds\":3600}");
      ok(stranger, "POST", room + ":join", "{}");
      ok(stranger, "POST", room + "/messages", said);
      String next = "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"again\"}";
      Answer soon = refused(stranger, "POST", room + "/messages", next, "SLOW_MODE");
      assertThat(Instant.parse(soon.json().path("retryTime").asText()))
          .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3600));
    }

    void changes() {
      Client grace = parley.register("gracehopper");
      Client stranger = parley.register("bystander");
      String room = "/v1/rooms/" + grace.room("changes", "PUBLIC");
      Answer said =
          ok(
              grace,
              "POST",
              room + "/messages",
              "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"hello\"}");
      String message = room + "/messages/" + said.json().path("id").asText();
      String unknown = room + "/messages/" + UUID.randomUUID();
      ok(grace, "GET", message, "");
      refused(grace, "GET", unknown, "", "MESSAGE_NOT_FOUND");
      Answer edited = ok(grace, "PATCH", message, "{\"text\":\"good morning\"}");
      assertThat(edited.json().path("editCount").asInt()).isEqualTo(1);
      refused(grace, "PATCH", message, "{\"text\":\"  \"}", "INVALID_ARGUMENT");
      refused(stranger, "PATCH", message, "{\"text\":\"mine\"}", "NOT_A_MEMBER");
      ok(grace, "GET", message + "/edits", "");
      refused(grace, "GET", unknown + "/edits", "", "MESSAGE_NOT_FOUND");
      String heart = "/reactions/%E2%9D%A4%EF%B8%8F";
      Answer reacted = ok(grace, "PUT", message + heart, "");
      assertThat(ok(grace, "GET", message + heart, "").json().at("/people/0/username").asText())
          .startsWith("gracehopper");
      assertThat(ok(grace, "GET", message + "/own-reactions", "").json().at("/emoji/0").asText())
          .isEqualTo("❤️");
      refused(stranger, "GET", message + heart, "", "NOT_A_MEMBER");
      refused(grace, "GET", unknown + "/own-reactions", "", "MESSAGE_NOT_FOUND");
      refused(grace, "GET", message + heart + "?pageToken=x", "", "INVALID_ARGUMENT");
      for (String none : List.of("x", "%27", "%3A%3A")) {
        refused(grace, "GET", message + "/reactions/" + none, "", "INVALID_ARGUMENT");
      }
      refused(grace, "GET", message + "/reactions/%00", "", "MALFORMED_REQUEST");
      assertThat(reacted.json().path("reactions").path(0).path("emoji").asText())
          .isEqualTo("\u2764\uFE0F");
      refused(grace, "PUT", message + "/reactions/heart", "", "INVALID_ARGUMENT");
      refused(stranger, "PUT", message + heart, "", "NOT_A_MEMBER");
      ok(grace, "DELETE", message + heart, "");
      refused(grace, "DELETE", unknown + heart, "", "MESSAGE_NOT_FOUND");
      ok(stranger, "POST", room + ":join", "{}");
      refused(stranger, "PATCH", message, "{\"text\":\"mine\"}", "NOT_YOUR_MESSAGE");
      refused(stranger, "DELETE", message, "", "NOT_YOUR_MESSAGE");
      pins(grace, stranger, room, message);
      Answer deleted = ok(grace, "DELETE", message, "");
      assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
      refused(grace, "PUT", message + heart, "", "MESSAGE_DELETED");
      refused(grace, "PATCH", message, "{\"text\":\"back\"}", "MESSAGE_DELETED");
    }

    private void pins(Client grace, Client member, String room, String message) {
      Client outside = parley.register("outside3");
      Answer pinned = ok(member, "PUT", message + "/pin", "");
      assertThat(pinned.json().path("pinTime").asText()).isNotEmpty();
      refused(outside, "PUT", message + "/pin", "", "NOT_A_MEMBER");
      Answer pins = ok(grace, "GET", room + "/pins", "");
      assertThat(pins.json().at("/pins/0/person/id").asText()).isEqualTo(member.id);
      assertThat(pins.json().at("/pins/0/message/text").asText()).isEqualTo("good morning");
      refused(outside, "GET", room + "/pins", "", "NOT_A_MEMBER");
      ok(grace, "DELETE", message + "/pin", "");
      refused(outside, "DELETE", message + "/pin", "", "NOT_A_MEMBER");
    }

    void threads() {
      Client karen = parley.register("karen");
      Client outside = parley.register("outside4");
      String room = "/v1/rooms/" + karen.room("threaded", "PUBLIC");
      String said = "{\"clientId\":\"%s\",\"text\":\"%s\",\"threadId\":\"%s\"}";
      String messages = room + "/messages";
      Answer root = ok(karen, "POST", messages, said.formatted(UUID.randomUUID(), "shall we?", ""));
      String id = root.json().path("id").asText();
      Answer reply = ok(karen, "POST", messages, said.formatted(UUID.randomUUID(), "yes", id));
      assertThat(reply.json().at("/thread/ordinal").asText()).isEqualTo("1");
      assertThat(reply.json().at("/thread/seq").asText())
          .isEqualTo(root.json().path("seq").asText());
      String replyId = reply.json().path("id").asText();
      String seq = reply.json().path("seq").asText();
      refused(
          karen,
          "POST",
          messages,
          said.formatted(UUID.randomUUID(), "x", replyId),
          "INVALID_ARGUMENT");
      refused(
          karen,
          "POST",
          messages,
          said.formatted(UUID.randomUUID(), "x", UUID.randomUUID()),
          "MESSAGE_NOT_FOUND");
      refused(
          karen,
          "POST",
          messages,
          said.formatted(UUID.randomUUID(), "x", "thread"),
          "INVALID_ARGUMENT");
      String thread = room + "/threads/" + id;
      String unknown = room + "/threads/" + UUID.randomUUID();
      Answer read = ok(karen, "GET", thread, "");
      assertThat(read.json().at("/root/replies/count").asText()).isEqualTo("1");
      assertThat(read.json().at("/position/following").asBoolean()).isTrue();
      assertThat(read.json().at("/participants/0/id").asText()).isEqualTo(karen.id);
      refused(karen, "GET", unknown, "", "MESSAGE_NOT_FOUND");
      assertThat(ok(karen, "GET", thread + "/messages", "").json().at("/messages/0/text").asText())
          .isEqualTo("yes");
      refused(karen, "GET", thread + "/messages?before=5&after=1", "", "INVALID_ARGUMENT");
      refused(outside, "GET", thread + "/messages", "", "NOT_A_MEMBER");
      Answer unread = ok(karen, "POST", thread + ":unread", "{\"seq\":\"" + seq + "\"}");
      assertThat(unread.json().at("/read/unreadCount").asText()).isEqualTo("1");
      refused(karen, "POST", thread + ":unread", "{\"seq\":\"0\"}", "INVALID_ARGUMENT");
      Answer mine = ok(karen, "GET", "/v1/threads?unread=true", "");
      assertThat(mine.json().at("/threads/0/newestReplies/0/text").asText()).isEqualTo("yes");
      refused(karen, "GET", "/v1/threads?pageToken=x", "", "INVALID_ARGUMENT");
      String never = id + "+1000000000-01-01T00:00:00Z";
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(never.getBytes(UTF_8));
      refused(karen, "GET", "/v1/threads?pageToken=" + token, "", "INVALID_ARGUMENT");
      refused(karen, "GET", "/v1/threads?pageSize=51", "", "INVALID_ARGUMENT");
      Answer positions = ok(karen, "GET", "/v1/threads:positions", "");
      assertThat(positions.json().at("/positions/0/threadId").asText()).isEqualTo(id);
      refused(karen, "GET", "/v1/threads:positions?pageToken=x", "", "INVALID_ARGUMENT");
      Answer all = ok(karen, "POST", thread + ":read", "{\"seq\":\"" + seq + "\"}");
      assertThat(all.json().at("/read/unreadCount").asText()).isEqualTo("0");
      refused(outside, "POST", thread + ":read", "{\"seq\":\"1\"}", "NOT_A_MEMBER");
      assertThat(ok(karen, "POST", thread + ":unfollow", "{}").json().path("following").asBoolean())
          .isFalse();
      refused(outside, "POST", thread + ":unfollow", "{}", "NOT_A_MEMBER");
      ok(karen, "POST", thread + ":follow", "{}");
      refused(karen, "POST", unknown + ":follow", "{}", "MESSAGE_NOT_FOUND");
    }

    void commands() {
      Client joan = parley.register("commander");
      String room = "/v1/rooms/" + joan.room("commanded", "PUBLIC");
      assertThat(ok(joan, "GET", "/v1/commands", "").json().at("/commands/0/usage").asText())
          .startsWith("/");
      refused(parley.stranger(""), "GET", "/v1/commands", "", "UNAUTHENTICATED");
      String run = "{\"clientId\":\"%s\",\"text\":\"%s\"}";
      Answer said =
          ok(joan, "POST", room + "/commands", run.formatted(UUID.randomUUID(), "/me waves"));
      assertThat(said.json().at("/message/text").asText()).isEqualTo("_waves_");
      refused(
          joan,
          "POST",
          room + "/commands",
          run.formatted(UUID.randomUUID(), "/what"),
          "COMMAND_NOT_FOUND");
      refused(
          joan,
          "POST",
          room + "/commands",
          run.formatted(UUID.randomUUID(), "/me"),
          "INVALID_ARGUMENT");
    }

    void polls() {
      Client joan = parley.register("pollster");
      String id = joan.room("polled", "PUBLIC");
      String room = "/v1/rooms/" + id;
      String ask = "{\"clientId\":\"%s\",\"text\":\"What?\",\"poll\":%s}";
      for (String poll :
          List.of(
              "{\"options\":[\"one\"]}",
              "{\"options\":[\"same\",\"same\"]}",
              "{\"options\":[\"a\",\" \"]}",
              "{\"options\":[\"a\",\"%s\"]}".formatted("x".repeat(201)),
              "{\"options\":[\"a\",\"b\"],\"closeTime\":\"2020-01-01T00:00:00Z\"}")) {
        String body = ask.formatted(UUID.randomUUID(), poll);
        refused(joan, "POST", room + "/messages", body, "INVALID_ARGUMENT");
      }
      String asked = joan.ask(id, "What?", "Soup", "Bread").json().path("id").asText();
      String message = room + "/messages/" + asked;
      Answer voted = ok(joan, "PUT", message + "/vote", "{\"options\":[1]}");
      assertThat(voted.json().at("/poll/options/1/count").asText()).isEqualTo("1");
      assertThat(ok(joan, "GET", message + "/vote", "").json().at("/options/0").asInt())
          .isEqualTo(1);
      ok(joan, "GET", message + "/voters?option=1&pageSize=1", "");
      refused(joan, "PUT", message + "/vote", "{\"options\":[2]}", "INVALID_ARGUMENT");
      refused(joan, "PUT", message + "/vote", "{\"options\":[1,1]}", "INVALID_ARGUMENT");
      refused(joan, "GET", message + "/voters?option=19", "", "INVALID_ARGUMENT");
      String plain = room + "/messages/" + joan.say(id, "hello").json().path("id").asText();
      refused(joan, "GET", plain + "/vote", "", "POLL_NOT_FOUND");
      refused(joan, "POST", plain + ":closePoll", "{}", "POLL_NOT_FOUND");
      ok(joan, "POST", message + ":closePoll", "{}");
      refused(joan, "PUT", message + "/vote", "{\"options\":[0]}", "POLL_CLOSED");
      String hidden =
          ask.formatted(UUID.randomUUID(), "{\"options\":[\"a\",\"b\"],\"anonymous\":true}");
      String secret = ok(joan, "POST", room + "/messages", hidden).json().path("id").asText();
      refused(joan, "GET", room + "/messages/" + secret + "/voters", "", "POLL_ANONYMOUS");
    }

    void acknowledgements() {
      Client joan = parley.register("urgent");
      Client kim = parley.register("attentive");
      String id = joan.room("noted", "PUBLIC");
      String room = "/v1/rooms/" + id;
      ok(kim, "POST", room + ":join", "{}");
      String say =
          "{\"clientId\":\"%s\",\"text\":\"Fire!\",\"priority\":\"%s\",\"requestAcknowledgement\":true}";
      refused(
          joan,
          "POST",
          room + "/messages",
          say.formatted(UUID.randomUUID(), "ULTRA"),
          "MALFORMED_REQUEST");
      Answer said =
          ok(joan, "POST", room + "/messages", say.formatted(UUID.randomUUID(), "URGENT"));
      assertThat(said.json().path("priority").asText()).isEqualTo("URGENT");
      assertThat(said.json().has("acknowledgements")).isTrue();
      String message = room + "/messages/" + said.json().path("id").asText();
      refused(joan, "POST", message + ":acknowledge", "{}", "OWN_MESSAGE");
      assertThat(
              ok(kim, "GET", message + "/acknowledgements?pending=true&pageSize=1", "")
                  .json()
                  .at("/acknowledgements/0/person/username")
                  .asText())
          .startsWith("attentive");
      Answer noted = ok(kim, "POST", message + ":acknowledge", "{}");
      assertThat(noted.json().at("/acknowledgements/count").asText()).isEqualTo("1");
      ok(joan, "GET", message + "/acknowledgements", "");
      assertThat(ok(kim, "GET", message + "/own-acknowledgement", "").json().has("time")).isTrue();
      assertThat(ok(joan, "GET", message + "/own-acknowledgement", "").json().has("time"))
          .isFalse();
      refused(joan, "GET", message + "/acknowledgements?pageToken=x", "", "INVALID_ARGUMENT");
      String plain = room + "/messages/" + joan.say(id, "hello").json().path("id").asText();
      refused(kim, "POST", plain + ":acknowledge", "{}", "ACKNOWLEDGEMENT_NOT_REQUESTED");
      refused(kim, "GET", plain + "/acknowledgements", "", "ACKNOWLEDGEMENT_NOT_REQUESTED");
      refused(kim, "GET", plain + "/own-acknowledgement", "", "ACKNOWLEDGEMENT_NOT_REQUESTED");
      ok(joan, "DELETE", plain + "/linkPreviews", "");
      refused(kim, "DELETE", plain + "/linkPreviews", "", "NOT_YOUR_MESSAGE");
    }

    void emoji() {
      Client joan = parley.register("painter");
      Client kim = parley.register("copyist");
      String add = "{\"name\":\"%s\",\"picture\":\"%s\"}";
      String picture = java.util.Base64.getEncoder().encodeToString(PngFile.of(32, 32));
      refused(parley.stranger(""), "GET", "/v1/emoji", "", "UNAUTHENTICATED");
      refused(joan, "POST", "/v1/emoji", add.formatted("Not Good", picture), "INVALID_ARGUMENT");
      refused(joan, "POST", "/v1/emoji", add.formatted("brush", "AAAA"), "PICTURE_UNREADABLE");
      Answer added = ok(joan, "POST", "/v1/emoji", add.formatted("brush", picture));
      refused(kim, "POST", "/v1/emoji", add.formatted("brush", picture), "EMOJI_TAKEN");
      assertThat(ok(kim, "GET", "/v1/emoji", "").json().at("/emoji/0/name").asText())
          .isEqualTo("brush");
      String address =
          "/emoji/"
              + added.json().path("id").asText()
              + "/"
              + added.json().path("version").asText();
      assertThat(parley.stranger("").get(address).headers())
          .containsEntry("content-type", "image/png")
          .containsEntry("content-security-policy", "default-src 'none'; sandbox");
      assertThat(parley.stranger("").get(address + "0").code()).isEqualTo("EMOJI_NOT_FOUND");
      refused(kim, "DELETE", "/v1/emoji/brush", "", "NOT_YOUR_EMOJI");
      String id = joan.room("painted", "PUBLIC");
      String reactions =
          "/v1/rooms/%s/messages/%s/reactions/"
              .formatted(id, joan.say(id, "hello").json().path("id").asText());
      assertThat(
              ok(joan, "PUT", reactions + "%3Abrush%3A", "")
                  .json()
                  .at("/reactions/0/emoji")
                  .asText())
          .isEqualTo(":brush:");
      refused(joan, "PUT", reactions + "%3Apencil%3A", "", "INVALID_ARGUMENT");
      ok(joan, "DELETE", reactions + "%3Abrush%3A", "");
      ok(joan, "DELETE", "/v1/emoji/brush", "");
      assertThat(parley.stranger("").get(address).code()).isEqualTo("EMOJI_NOT_FOUND");
      assertThat(parley.stranger("").get("/previews/" + address.substring(7)).code())
          .isEqualTo("PREVIEW_NOT_FOUND");
    }

    void saved() {
      Client joan = parley.register("saver");
      String room = "/v1/rooms/" + joan.room("kept", "PUBLIC");
      Answer said =
          ok(
              joan,
              "POST",
              room + "/messages",
              "{\"clientId\":\"%s\",\"text\":\"later\"}".formatted(UUID.randomUUID()));
      String message = room + "/messages/" + said.json().path("id").asText();
      Instant soon = Instant.now().plusSeconds(3_600);
      Answer kept = ok(joan, "PUT", message + "/saved", "{\"remindTime\":\"%s\"}".formatted(soon));
      refused(
          joan,
          "PUT",
          room + "/messages/" + UUID.randomUUID() + "/saved",
          "{}",
          "MESSAGE_NOT_FOUND");
      for (String time : List.of("2020-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
        String body = "{\"remindTime\":\"%s\"}".formatted(time);
        refused(joan, "PUT", message + "/saved", body, "INVALID_ARGUMENT");
      }
      ok(
          joan,
          "POST",
          "/v1/saved-items",
          "{\"note\":\"call\",\"remindTime\":\"%s\"}".formatted(soon));
      refused(joan, "POST", "/v1/saved-items", "{\"note\":\"call\"}", "INVALID_ARGUMENT");
      Answer first = ok(joan, "GET", "/v1/saved-items?pageSize=1", "");
      assertThat(first.json().at("/items/0/note").asText()).isEqualTo("call");
      String next = first.json().path("nextPageToken").asText();
      Answer second = ok(joan, "GET", "/v1/saved-items?pageSize=1&pageToken=" + next, "");
      assertThat(second.json().at("/items/0/message/text").asText()).isEqualTo("later");
      refused(joan, "GET", "/v1/saved-items?pageToken=x", "", "INVALID_ARGUMENT");
      String item = "/v1/saved-items/" + kept.json().path("id").asText();
      ok(joan, "PATCH", item, "{\"done\":true}");
      refused(joan, "PATCH", "/v1/saved-items/" + UUID.randomUUID(), "{}", "SAVED_ITEM_NOT_FOUND");
      String both = "{\"clearReminder\":true,\"remindTime\":\"%s\"}".formatted(soon);
      refused(joan, "PATCH", item, both, "INVALID_ARGUMENT");
      Client other = parley.register("somebodyelse");
      refused(other, "PATCH", item, "{\"note\":\"mine\"}", "SAVED_ITEM_NOT_FOUND");
      ok(other, "DELETE", item, "");
      assertThat(ok(joan, "GET", "/v1/saved-items?done=true", "").json().path("items")).hasSize(1);
      ok(joan, "DELETE", item, "");
      refused(joan, "DELETE", "/v1/saved-items/x", "", "INVALID_ARGUMENT");
    }

    void scheduled() {
      Client joan = parley.register("planner");
      String room = "/v1/rooms/" + joan.room("planned", "PUBLIC");
      String once =
          "{\"clientId\":\"%s\",\"text\":\"later\",\"sendTime\":\"%s\"}"
              .formatted(UUID.randomUUID(), Instant.now().plusSeconds(3_600));
      Answer made = ok(joan, "POST", room + "/scheduled-messages", once);
      String again =
          "{\"clientId\":\"%s\",\"text\":\"daily\",\"recurrence\":{\"cron\":\"0 9 * * *\",\"timeZone\":\"Europe/Berlin\"}}"
              .formatted(UUID.randomUUID());
      ok(joan, "POST", room + "/scheduled-messages", again);
      for (String bad :
          List.of(
              once.replace("later", " "),
              once.replaceAll("\"sendTime\":\"20", "\"sendTime\":\"19"),
              once.replaceAll("\"sendTime\":\"20..", "\"sendTime\":\"9999"),
              once.replaceAll(",\"sendTime.*", "}"),
              again.replace("0 9 * * *", "* * * * *"),
              again.replace("Europe/Berlin", "Mars/Olympus"))) {
        refused(joan, "POST", room + "/scheduled-messages", bad, "INVALID_ARGUMENT");
      }
      Answer listed = ok(joan, "GET", "/v1/scheduled-messages", "");
      assertThat(listed.json().path("scheduledMessages")).hasSize(2);
      refused(parley.stranger(""), "GET", "/v1/scheduled-messages", "", "UNAUTHENTICATED");
      String one = "/v1/scheduled-messages/" + made.json().path("id").asText();
      String unknown = "/v1/scheduled-messages/" + UUID.randomUUID();
      ok(joan, "PATCH", one, "{\"text\":\"much later\"}");
      refused(joan, "PATCH", unknown, "{}", "SCHEDULED_MESSAGE_NOT_FOUND");
      Client other = parley.register("otherplanner");
      refused(other, "PATCH", one, "{\"text\":\"mine\"}", "SCHEDULED_MESSAGE_NOT_FOUND");
      refused(other, "POST", one + ":send", "{}", "SCHEDULED_MESSAGE_NOT_FOUND");
      ok(other, "DELETE", one, "");
      Answer sent = ok(joan, "POST", one + ":send", "{}");
      assertThat(sent.json().path("text").asText()).isEqualTo("much later");
      refused(joan, "POST", one + ":send", "{}", "SCHEDULED_MESSAGE_NOT_FOUND");
      ok(joan, "DELETE", one, "");
      refused(joan, "DELETE", "/v1/scheduled-messages/x", "", "INVALID_ARGUMENT");
    }

    void drafts() {
      Client joan = parley.register("drafter");
      String room = "/v1/rooms/" + joan.room("drafted", "PUBLIC");
      Answer kept = ok(joan, "PUT", room + "/draft", "{\"text\":\"half a thou\"}");
      assertThat(kept.json().path("updateTime").asText()).isNotEmpty();
      Answer listed = ok(joan, "GET", "/v1/users/me/drafts", "");
      assertThat(listed.json().at("/drafts/0/text").asText()).isEqualTo("half a thou");
      String unknown = "{\"text\":\"x\",\"threadId\":\"" + UUID.randomUUID() + "\"}";
      refused(joan, "PUT", room + "/draft", unknown, "MESSAGE_NOT_FOUND");
      ok(joan, "PUT", room + "/draft", "{}");
      assertThat(ok(joan, "GET", "/v1/users/me/drafts", "").json().path("drafts")).isEmpty();
      String tooLong = "{\"text\":\"" + "x".repeat(16_001) + "\"}";
      refused(joan, "PUT", room + "/draft", tooLong, "INVALID_ARGUMENT");
      refused(joan, "PUT", room + "/draft", "{\"text\":\"\\u0000\"}", "INVALID_ARGUMENT");
      refused(parley.register("reader2"), "PUT", room + "/draft", "{}", "NOT_A_MEMBER");
      refused(parley.stranger(""), "GET", "/v1/users/me/drafts", "", "UNAUTHENTICATED");
    }

    void search() {
      Client joan = parley.register("searcher");
      String room = "/v1/rooms/" + joan.room("searched", "PUBLIC");
      String said = "{\"clientId\":\"%s\",\"text\":\"%s\"}";
      ok(joan, "POST", room + "/messages", said.formatted(UUID.randomUUID(), "What a moth!"));
      ok(joan, "POST", room + "/messages", said.formatted(UUID.randomUUID(), "A relay."));
      String route = "/v1/messages:search?query=";
      Waiting.until(
          () -> ok(joan, "GET", route + "moth", "").json().path("totalCount").asInt() == 1);
      Answer found =
          ok(joan, "GET", route + "moth%20in:searched%20from:me&timeZone=Europe/Berlin", "");
      assertThat(found.json().at("/hits/0/highlights/0/start").asInt()).isEqualTo(7);
      assertThat(found.json().at("/hits/0/next/text").asText()).isEqualTo("A relay.");
      refused(joan, "GET", route + "has:wings", "", "INVALID_ARGUMENT");
      refused(joan, "GET", route + "moth&timeZone=Mars/Olympus", "", "INVALID_ARGUMENT");
      refused(joan, "GET", route, "", "INVALID_ARGUMENT");
      refused(joan, "GET", route + "x".repeat(257), "", "INVALID_ARGUMENT");
      refused(parley.stranger(""), "GET", route + "moth", "", "UNAUTHENTICATED");
    }

    void reads() {
      Client frances = parley.register("frances");
      Client stranger = parley.register("passerby");
      String room = "/v1/rooms/" + frances.room("reads", "PUBLIC");
      String unknown = "/v1/rooms/" + UUID.randomUUID();
      ok(
          frances,
          "POST",
          room + "/messages",
          "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"@frances\"}");
      ok(frances, "POST", room + ":unread", "{\"seq\":\"2\"}");
      refused(frances, "POST", room + ":unread", "{\"seq\":\"0\"}", "INVALID_ARGUMENT");
      ok(frances, "POST", room + ":read", "{\"seq\":\"2\"}");
      refused(frances, "POST", room + ":read", "{\"seq\":\"-1\"}", "INVALID_ARGUMENT");
      refused(stranger, "POST", room + ":read", "{\"seq\":\"1\"}", "NOT_A_MEMBER");
      refused(stranger, "POST", unknown + ":unread", "{\"seq\":\"1\"}", "ROOM_NOT_FOUND");
      ok(frances, "GET", room + "/receipts", "");
      refused(stranger, "GET", room + "/receipts", "", "NOT_A_MEMBER");
      ok(frances, "GET", "/v1/users/me/preferences", "");
      refused(parley.stranger(""), "GET", "/v1/users/me/preferences", "", "UNAUTHENTICATED");
      ok(frances, "PATCH", "/v1/users/me/preferences", "{\"readReceipts\":false}");
      Answer preferred =
          ok(frances, "PATCH", "/v1/users/me/preferences", "{\"linkPreviews\":false}");
      assertThat(preferred.json().path("linkPreviews").asBoolean()).isFalse();
      assertThat(preferred.json().path("readReceipts").asBoolean()).as("stays").isFalse();
      refused(
          frances, "PATCH", "/v1/users/me/preferences", "{\"receipts\":true}", "MALFORMED_REQUEST");
    }

    void presence() {
      Client hedy = parley.register("hedy");
      Client nobody = parley.stranger("");
      ok(hedy, "POST", "/v1/presence:batchGet", "{\"userIds\":[\"" + hedy.id + "\"]}");
      refused(
          hedy, "POST", "/v1/presence:batchGet", "{\"userIds\":[\"hedy\"]}", "INVALID_ARGUMENT");
      String many =
          java.util.stream.IntStream.range(0, 501)
              .mapToObj(i -> "\"" + UUID.randomUUID() + "\"")
              .collect(java.util.stream.Collectors.joining(","));
      refused(
          hedy,
          "POST",
          "/v1/presence:batchGet",
          "{\"userIds\":[" + many + "]}",
          "INVALID_ARGUMENT");
      ok(hedy, "GET", "/v1/users/me/presence", "");
      refused(nobody, "GET", "/v1/users/me/presence", "", "UNAUTHENTICATED");
      ok(
          hedy,
          "PATCH",
          "/v1/users/me/presence",
          "{\"availability\":{\"choice\":\"APPEAR_AWAY\"},\"status\":{\"emoji\":\"🌴\",\"text\":\"On holiday\"}}");
      for (String change :
          new String[] {
            "{\"status\":{\"emoji\":\"no\"}}",
            "{\"status\":{\"text\":\"" + "x".repeat(101) + "\"}}",
            "{\"status\":{\"text\":\"two\\nlines\"}}",
            "{\"status\":{\"text\":\"\u202Etxet\"}}",
            "{\"status\":{\"text\":\"x\",\"expireTime\":\"2001-01-01T00:00:00Z\"}}",
            "{\"status\":{\"text\":\"x\",\"expireTime\":\"9999-12-31T23:59:59Z\"}}"
          }) {
        refused(hedy, "PATCH", "/v1/users/me/presence", change, "INVALID_ARGUMENT");
      }
      refused(
          hedy,
          "PATCH",
          "/v1/users/me/presence",
          "{\"availability\":{\"choice\":\"INVISIBLE\"}}",
          "MALFORMED_REQUEST");
    }

    void operations() {
      Client nobody = parley.stranger("");
      for (String path : new String[] {"/healthz", "/readyz", "/.well-known/jwks.json"}) {
        ok(nobody, "GET", path, "");
      }
      assertThat(nobody.get("/metrics").body()).contains("jvm_memory_used_bytes");
    }

    private Answer ok(Client client, String method, String path, String body) {
      Answer answer = call(client, method, path, body);
      assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isEqualTo(200);
      contract.checkAnswer(method, path, answer.status(), answer.type(), answer.body());
      return answer;
    }

    private Answer refused(Client client, String method, String path, String body, String code) {
      Answer answer = call(client, method, path, body);
      assertThat(answer.code()).as("%s %s: %s", method, path, answer.body()).isEqualTo(code);
      contract.checkAnswer(method, path, answer.status(), answer.type(), answer.body());
      return answer;
    }

    private static Answer call(Client client, String method, String path, String body) {
      return body.isEmpty()
          ? client.call(method, path, BodyPublishers.noBody(), "")
          : client.call(method, path, BodyPublishers.ofString(body), "application/json");
    }
  }
}
