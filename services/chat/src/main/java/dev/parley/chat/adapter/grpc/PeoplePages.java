package dev.parley.chat.adapter.grpc;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Person;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.chat.port.PeopleInOrder.Mark;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.PageTokens;
import java.util.List;
import java.util.Optional;

/** Pages of those who have answered a message, on the wire. */
final class PeoplePages {
  private PeoplePages() {}

  /** The place of a token; empty for the empty token. */
  static Optional<Mark> start(String token) {
    return PageTokens.decode(token)
        .map(mark -> {
          try {
            return new Mark(Long.parseLong(mark.name()), mark.id());
          } catch (NumberFormatException e) {
            throw Problems.refuseField(
                ErrorCode.INVALID_ARGUMENT,
                "pageToken",
                "expected the nextPageToken of a page before");
          }
        });
  }

  static List<Person> people(PeopleInOrder page) {
    return page.people().stream().map(Protos::person).toList();
  }

  /** The token of the page after; empty on the last. */
  static String next(PeopleInOrder page) {
    return page.next()
        .map(mark -> PageTokens.encode(Long.toString(mark.seq()), mark.userId()))
        .orElse("");
  }
}
