package dev.parley.platform.config;

/**
 * A value that must not be seen: it prints as {@code ****} (or as nothing when it is empty)
 * wherever it goes.
 */
public record Secret(String value) {
  private static final String MASK = "****";

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "" : MASK;
  }
}
