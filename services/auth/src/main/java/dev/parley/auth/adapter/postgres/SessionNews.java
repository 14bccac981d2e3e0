package dev.parley.auth.adapter.postgres;

import dev.parley.auth.domain.EndedSession;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Tells every process of the installation which sessions count no more. */
public interface SessionNews {
  /** Writes it in the transaction that makes it true. */
  void write(Handle transaction, List<EndedSession> ended);

  /** Says it at once, after the commit. */
  void tell(List<EndedSession> ended);
}
