package dev.parley.gateway.rest;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AttributeKey;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id by which a request is found in the log: the client's own {@code x-request-id} if it is a
 * sane one.
 */
public final class RequestIds {
  private static final AttributeKey<String> ID = AttributeKey.valueOf(RequestIds.class, "ID");
  private static final Pattern SANE = Pattern.compile("[\\x21-\\x7e]{1,64}");

  private RequestIds() {}

  /** The id of a request; the same each time it is asked. */
  public static String of(ServiceRequestContext context) {
    String id = context.attr(ID);
    if (id == null) {
      String given = context.request().headers().get("x-request-id", "");
      id = SANE.matcher(given).matches() ? given : UUID.randomUUID().toString();
      context.setAttr(ID, id);
    }
    return id;
  }
}
