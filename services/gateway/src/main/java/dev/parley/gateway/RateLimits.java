package dev.parley.gateway;

import dev.parley.platform.limits.RateLimiter;
import dev.parley.platform.limits.RateLimiter.Allowance;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * How much one address and one account may ask for: buckets that hold a minute's allowance (a
 * second's for live sends, with a burst of five) and fill evenly.
 */
public final class RateLimits {
  private static final int SEND_BURST_SECONDS = 5;

  private final RateLimiter limiter;
  private final Allowance addresses;
  private final Allowance signIns;
  private final Allowance accounts;
  private final Allowance sends;

  /** The limits of these settings. */
  public RateLimits(GatewaySettings.RateLimit settings, RateLimiter limiter) {
    this.limiter = limiter;
    this.addresses = Allowance.perMinute("address", settings.addressPerMinute());
    this.signIns = Allowance.perMinute("sign-in", settings.signInPerMinute());
    this.accounts = Allowance.perMinute("account", settings.accountPerMinute());
    this.sends =
        new Allowance(
            "sends",
            (long) settings.sendsPerSecond() * SEND_BURST_SECONDS,
            settings.sendsPerSecond(),
            Duration.ofSeconds(1));
  }

  /** Takes one request of an address: empty if it may go on, else seconds to wait. */
  public OptionalLong byAddress(String address) {
    return limiter.take(addresses, address);
  }

  /** Takes one attempt of an address to register or log in. */
  public OptionalLong bySignIn(String address) {
    return limiter.take(signIns, address);
  }

  /** Takes one request of an account. */
  public OptionalLong byAccount(UUID userId) {
    return limiter.take(accounts, userId.toString());
  }

  /** Takes one send of an account over a live connection. */
  public OptionalLong bySend(UUID userId) {
    return limiter.take(sends, userId.toString());
  }
}
