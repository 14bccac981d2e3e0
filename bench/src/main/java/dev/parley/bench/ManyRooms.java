package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long somebody in 500 rooms waits for their list of rooms: from the answer to the sign-in
 * until the last page has come, asked as the web client asks. Something is unread in every room.
 */
final class ManyRooms {
  private static final int ROOMS = 500;
  private static final int SIGN_INS = 50;

  /** Of the web client. */
  private static final int PAGE = 200;

  private ManyRooms() {}

  static void measure(ParleyProcess server, Results results) throws InterruptedException {
    System.out.println(ROOMS + " rooms of one person");
    try (Rest rest = new Rest(server.port())) {
      Account reader = Account.register(rest, "bench-reader");
      fill(rest, reader);
      measure(rest, reader, new Histogram(TimeUnit.MINUTES.toMicros(1), 3));
      Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
      measure(rest, reader, micros);
      results.add(Targets.MANY_ROOMS, micros.getValueAtPercentile(50) / 1e3, "ms");
      results.add(
          "500 rooms, from sign-in to the whole list, slowest of " + SIGN_INS,
          micros.getMaxValue() / 1e3,
          "ms");
    }
  }

  private static void fill(Rest rest, Account reader) throws InterruptedException {
    Account writer = Account.register(rest, "bench-writer");
    Rest.each(
        ROOMS,
        number -> {
          String room = writer.createRoom(rest, "many " + number, "PRIVATE", List.of(reader.id()));
          return rest.post(
              writer.accessToken(),
              "/v1/rooms/" + room + "/messages",
              Map.of("clientId", UUID.randomUUID().toString(), "text", "for you, all of you"));
        });
  }

  private static void measure(Rest rest, Account reader, Histogram micros) {
    for (int i = 0; i < SIGN_INS; i++) {
      Account signedIn = reader.signIn(rest);
      long begun = System.nanoTime();
      int listed = listRooms(rest, signedIn);
      micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
      if (listed != ROOMS) {
        throw new VoidRunException("%d rooms of %d are listed".formatted(listed, ROOMS));
      }
    }
  }

  private static int listRooms(Rest rest, Account reader) {
    int listed = 0;
    String token = "";
    do {
      JsonNode page =
          rest.get(
              reader.accessToken(),
              "/v1/rooms?pageSize=" + PAGE + (token.isEmpty() ? "" : "&pageToken=" + token));
      listed += page.path("rooms").size();
      token = page.path("nextPageToken").asText();
    } while (!token.isEmpty());
    return listed;
  }
}
