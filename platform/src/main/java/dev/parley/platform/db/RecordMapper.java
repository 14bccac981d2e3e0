package dev.parley.platform.db;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.NoSuchMapperException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows into a record, column {@code create_time} into component {@code createTime}. JDBI's
 * own mapper needs public records; adapters keep theirs to themselves.
 */
final class RecordMapper implements RowMapper<Object> {

  private final Constructor<?> constructor;
  private final RecordComponent[] components;

  RecordMapper(Class<?> record) {
    this.components = record.getRecordComponents();
    try {
      this.constructor =
          record.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(record + " has no canonical constructor", e);
    }
    constructor.setAccessible(true);
  }

  @Override
  public Object map(ResultSet row, StatementContext context) throws SQLException {
    return specialize(row, context).map(row, context);
  }

  /** Finds the columns once for all the rows of a result. */
  @Override
  public RowMapper<Object> specialize(ResultSet row, StatementContext context) throws SQLException {
    var columns = new int[components.length];
    var mappers = new ColumnMapper<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      var type = components[i].getGenericType();
      columns[i] = column(row.getMetaData(), components[i]);
      mappers[i] =
          context
              .findColumnMapperFor(type)
              .orElseThrow(() ->
                  new NoSuchMapperException(
                      "no column mapper for " + GenericTypes.getErasedType(type)));
    }
    return (current, ctx) -> {
      var values = new @Nullable Object[columns.length];
      for (int i = 0; i < columns.length; i++) {
        values[i] = mappers[i].map(current, columns[i], ctx);
      }
      return create(values);
    };
  }

  private int column(ResultSetMetaData row, RecordComponent component) throws SQLException {
    for (int i = 1; i <= row.getColumnCount(); i++) {
      if (plain(row.getColumnLabel(i)).equals(plain(component.getName()))) {
        return i;
      }
    }
    throw new NoSuchMapperException(
        "the query has no column for component "
            + component.getName()
            + " of "
            + component.getDeclaringRecord().getSimpleName());
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private Object create(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
