package dev.parley.auth;

import dev.parley.platform.config.Between;
import dev.parley.platform.config.SettingsFile;

/** {@code configs/auth.yaml}, which says what each key means. */
@SettingsFile(value = "auth", prefix = "auth")
public record AuthSettings(
    Registration registration,
    @Between(min = 1, max = 60) int accessTokenMinutes,
    @Between(min = 1, max = 365) int refreshTokenDays,
    @Between(min = 1, max = 365) int signingKeyDays,
    Hash hash) {

  /** Who may sign up. */
  public enum Registration {
    OPEN,
    CLOSED
  }

  /** The cost of one Argon2id hash, and how many run at once. */
  public record Hash(
      @Between(min = 8192, max = 1048576) int memoryKib,
      @Between(min = 1, max = 16) int iterations,
      @Between(min = 1, max = 16) int parallelism,
      @Between(min = 1, max = 64) int concurrency) {}
}
