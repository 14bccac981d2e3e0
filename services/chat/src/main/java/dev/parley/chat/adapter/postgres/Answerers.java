package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Person;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.chat.port.PeopleInOrder.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Those who have answered messages in ways of which each stands in a table, with its position. */
final class Answerers {
  private Answerers() {}

  /**
   * Those who have given one answer to a message.
   *
   * @param table the answers
   * @param column which of its columns says what was answered
   */
  static PeopleInOrder read(
      Handle handle,
      String table,
      UUID messageId,
      String column,
      Object answer,
      Optional<Mark> from,
      int limit) {
    List<Mark> marks = new ArrayList<>();
    List<Person> people = new ArrayList<>();
    Query query =
        handle.createQuery(
            """
            select a.seq, p.user_id, p.username, p.display_name, p.avatar_version
              from %s a join chat.people p on p.user_id = a.user_id
             where a.message_id = :message and a.%s = :answer and %s
             order by a.seq, a.user_id limit :limit
            """
                .formatted(
                    table,
                    column,
                    from.isPresent() ? "(a.seq, a.user_id) >= (:seq, :user)" : "true"));
    from.ifPresent(mark -> query.bind("seq", mark.seq()).bind("user", mark.userId()));
    query
        .bind("message", messageId)
        .bind("answer", answer)
        .bind("limit", limit + 1)
        .map((row, context) -> {
          marks.add(new Mark(row.getLong("seq"), Rows.id(row, "user_id")));
          return Rows.person(row);
        })
        .forEach(people::add);
    return people.size() > limit
        ? new PeopleInOrder(List.copyOf(people.subList(0, limit)), Optional.of(marks.getLast()))
        : new PeopleInOrder(List.copyOf(people), Optional.empty());
  }
}
