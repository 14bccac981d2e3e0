package dev.parley.auth.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a password must not be. As NIST SP 800-63B advises: long rather than colourful, not among
 * those that everyone tries first, and not made of the person's own names. Letters count in either
 * case.
 */
public final class PasswordRules {
  /** Shortest password in characters, as the contract has it. */
  public static final int MIN_LENGTH = 10;

  /** Names shorter than this are in too many good passwords by chance. */
  private static final int SHORTEST_TELLING_NAME = 4;

  private static final Set<String> COMMON = readCommon();

  private PasswordRules() {}

  /** Why a password is weak. */
  public enum Weakness {
    /** It is one of those that are tried first. */
    COMMON,
    /** It contains the user name. */
    CONTAINS_USERNAME,
    /** It contains the part of the e-mail address before the at sign. */
    CONTAINS_EMAIL
  }

  /** What is weak about a password of a person with these names; empty if nothing is. */
  public static Optional<Weakness> weakness(String password, String username, String email) {
    String folded = password.toLowerCase(Locale.ROOT);
    if (COMMON.contains(folded)) {
      return Optional.of(Weakness.COMMON);
    }
    if (tells(folded, username)) {
      return Optional.of(Weakness.CONTAINS_USERNAME);
    }
    if (tells(folded, email.substring(0, Math.max(0, email.lastIndexOf('@'))))) {
      return Optional.of(Weakness.CONTAINS_EMAIL);
    }
    return Optional.empty();
  }

  private static boolean tells(String folded, String name) {
    return name.length() >= SHORTEST_TELLING_NAME && folded.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Set<String> readCommon() {
    try (InputStream in = PasswordRules.class.getResourceAsStream("/auth/common-passwords.txt")) {
      if (in == null) {
        throw new IllegalStateException("auth/common-passwords.txt is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
