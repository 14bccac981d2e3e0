package dev.parley.platform.db;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.postgres.PostgresPlugin;

/** How Java's values become PostgreSQL's and back. */
final class RowMapping {

  private RowMapping() {}

  static Jdbi jdbi(DataSource source) {
    var jdbi = Jdbi.create(source).installPlugin(new PostgresPlugin());
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // What is bound is people's messages and addresses, and exceptions end up in logs.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(RowMapping::withoutArguments);
    jdbi.registerArgument(new InstantArgument());
    jdbi.registerColumnMapper(
        Instant.class,
        (row, column, context) -> {
          var time = row.getObject(column, OffsetDateTime.class);
          return time == null ? null : time.toInstant();
        });
    jdbi.registerArrayType(Instant.class, "timestamptz", Instant::toString);
    RowMapperFactory records =
        (type, config) ->
            type instanceof Class<?> row && row.isRecord()
                ? Optional.of(new RecordMapper(row))
                : Optional.empty();
    jdbi.registerRowMapper(records);
    return jdbi;
  }

  private static String withoutArguments(StatementException failure) {
    var context = failure.getStatementContext();
    return failure.getShortMessage() + (context == null ? "" : " [" + context.getRawSql() + "]");
  }

  /** With its offset, so that the JVM's time zone plays no part. */
  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {

    InstantArgument() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setObject(position, value.atOffset(ZoneOffset.UTC));
    }
  }
}
