package dev.parley.platform.rpc;

import dev.parley.api.v1.ErrorCode;
import dev.parley.platform.errors.Problems;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Page tokens of lists that are ordered by a name and, where names are equal, by id. Opaque to
 * clients.
 */
public final class PageTokens {
  private static final int ID_BYTES = 36;

  /** Later than any time that a database has to keep for us. */
  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

  private PageTokens() {}

  /** Where a page begins. */
  public record Mark(String name, UUID id) {}

  /** Where a page of a list begins that is ordered by a time instead. */
  public record TimeMark(Instant time, UUID id) {}

  /** The token of a place in a list that is ordered by a time. */
  public static String encode(Instant time, UUID id) {
    return encode(time.toString(), id);
  }

  /** As {@link #decode}, of a list that is ordered by a time. */
  public static Optional<TimeMark> decodeTime(String token) {
    return decode(token)
        .map(mark -> {
          try {
            Instant time = Instant.parse(mark.name());
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
              return new TimeMark(time, mark.id());
            }
          } catch (DateTimeException e) {
            // Not a time: answered below like any other token that is not ours.
          }
          throw notOurs();
        });
  }

  /** The token of a place. */
  public static String encode(String name, UUID id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((id + name).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place of a token; empty for the empty token.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT if we have not made this token
   */
  public static Optional<Mark> decode(String token) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.length() >= ID_BYTES && text.indexOf('\0') < 0) {
        return Optional.of(
            new Mark(text.substring(ID_BYTES), UUID.fromString(text.substring(0, ID_BYTES))));
      }
    } catch (IllegalArgumentException e) {
      // Not base64 or not a UUID: answered below like any other token that is not ours.
    }
    throw notOurs();
  }

  private static StatusRuntimeException notOurs() {
    return Problems.refuseField(
        ErrorCode.INVALID_ARGUMENT, "pageToken", "expected the nextPageToken of a page before");
  }
}
