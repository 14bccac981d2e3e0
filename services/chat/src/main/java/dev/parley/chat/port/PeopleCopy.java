package dev.parley.chat.port;

import dev.parley.chat.domain.Person;

/** Chat's own copy of people's names, which lags behind auth. */
public interface PeopleCopy extends People {
  /**
   * Takes in somebody's names.
   *
   * @param guest whether they are a guest, which never changes
   * @param version an older one than is known is ignored
   */
  void save(Person person, boolean guest, long version);
}
