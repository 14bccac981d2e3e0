package dev.parley.gateway.edge;

/**
 * Why the server ends a connection. The numbers are WebSocket close codes: those below 4000 are RFC
 * 6455's and the IANA registry's, those from 4000 are Parley's own. They are listed for clients in
 * {@code docs/realtime.md}.
 */
public enum CloseReason {
  /** The client said goodbye, or its stream ended. Reconnect when there is a reason to. */
  NORMAL(1000, "bye", false),
  /** The server stops or restarts. Reconnect at once, with jitter. */
  RESTARTING(1012, "server restarts: reconnect", true),
  /**
   * The token was refused, or ran out and was not renewed, or its session has ended. Refresh the
   * session, then reconnect; sign in where that is refused.
   */
  SIGN_IN_AGAIN(4001, "access token refused: refresh it, then reconnect", true),
  /** No hello came in time. Reconnect and say hello first. */
  HELLO_EXPECTED(4002, "hello expected first", false),
  /** Nothing was heard for three heartbeats. Reconnect. */
  SILENT(4005, "nothing heard for three heartbeats: reconnect", true),
  /** More answers wait than the server keeps, because the client does not read. Reconnect. */
  TOO_SLOW(4006, "answers were not read: reconnect and read", true),
  /** The account, or the address, has too many connections. Reconnect with backoff. */
  TOO_MANY(4007, "too many connections: close another, then reconnect with backoff", true),
  /** A part of the server is out of reach. Reconnect with backoff. */
  UNAVAILABLE(4004, "not available right now: reconnect with backoff", true);

  private final int code;
  private final String text;
  private final boolean reconnect;

  CloseReason(int code, String text, boolean reconnect) {
    this.code = code;
    this.text = text;
    this.reconnect = reconnect;
  }

  /** The WebSocket close code. */
  public int code() {
    return code;
  }

  /** What the close frame says, for people. */
  public String text() {
    return text;
  }

  /** Whether the client should connect again by itself. */
  public boolean reconnect() {
    return reconnect;
  }
}
