package dev.parley.bench;

/** What an envelope is, as far as the load generator minds. */
enum Kind {
  /** The server is there and waits to be told who calls. */
  OPEN,
  /** From here on, events flow. */
  WELCOME,
  /** A message, for one of its members. */
  EVENT,
  /** A message of one's own is durable. */
  ACK,
  /** More was missed than is replayed. */
  RESYNC,
  /** The server asks for a sign of life. */
  PING,
  /** Of no consequence. */
  ASIDE,
  /** What should not come: a refusal, or what nobody knows. */
  UNEXPECTED
}
