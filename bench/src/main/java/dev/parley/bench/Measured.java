package dev.parley.bench;

/** A server whose use of the machine is counted. */
interface Measured {
  /** Instead of a process number, where a server keeps nothing. */
  long NO_DATABASE = 0;

  int port();

  /** Process number of the server itself. */
  long pid();

  /** Process number of its database's first process, or {@link #NO_DATABASE}. */
  long postmasterPid();

  /** What its database holds, or {@link Stored#NOTHING} of a server that keeps nothing. */
  Stored stored();
}
