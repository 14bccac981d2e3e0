package dev.parley.platform.rpc;

import java.util.Locale;

/** A part of Parley that can run in a process of its own. */
public enum Role {
  /** The edge: REST, gRPC, gRPC-Web, WebSocket and the web client. */
  GATEWAY,
  /** Accounts and sessions. */
  AUTH,
  /** Rooms and messages. */
  CHAT;

  /** The name in {@code --target}, in addresses and in service tokens. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
