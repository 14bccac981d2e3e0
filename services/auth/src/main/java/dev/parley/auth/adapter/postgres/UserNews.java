package dev.parley.auth.adapter.postgres;

import dev.parley.auth.domain.User;
import org.jdbi.v3.core.Handle;

/** Tells the other services what others may see of somebody. */
public interface UserNews {
  /** Writes it in the transaction that makes it true. */
  void write(Handle transaction, User user);

  /** Wakes those who read, after the commit. */
  void wake();
}
