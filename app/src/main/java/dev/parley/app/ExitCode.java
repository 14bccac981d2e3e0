package dev.parley.app;

/** What the process tells its caller; part of the documented command line. */
final class ExitCode {
  static final int DONE = 0;

  /** Something outside the program is in the way: a port in use, a folder that isn't writable. */
  static final int REFUSED = 1;

  /** An option or a setting isn't known or isn't what is expected. */
  static final int USAGE = 2;

  /** A bug: sysexits' EX_SOFTWARE. */
  static final int BUG = 70;

  private ExitCode() {}
}
