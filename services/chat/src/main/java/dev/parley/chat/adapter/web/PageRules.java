package dev.parley.chat.adapter.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Which pages may be asked for: those of the public internet on the usual ports, and whatever is on
 * hosts that the operator names. It is also the resolver of the client, which connects to the very
 * addresses that were looked at here: a name that leads elsewhere a moment later changes nothing.
 */
final class PageRules implements DnsResolver {
  private static final Set<Integer> PORTS = Set.of(-1, 80, 443);

  private final Set<String> privateHosts;
  private final DnsResolver names;

  /**
   * With names from a resolver.
   *
   * @param privateHosts hosts of one's own network that may be asked
   */
  PageRules(List<String> privateHosts, DnsResolver names) {
    this.privateHosts =
        privateHosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.names = names;
  }

  /** Whether an address is one of a page that may be asked for, as far as it says. */
  boolean allow(URI uri) {
    String scheme = uri.getScheme();
    String host = uri.getHost();
    if (scheme == null || host == null || uri.getRawUserInfo() != null) {
      return false;
    }
    boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    return web && (isPrivate(host) || PORTS.contains(uri.getPort()));
  }

  private boolean isPrivate(String host) {
    return privateHosts.contains(host.toLowerCase(Locale.ROOT));
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    // One that is not public makes the whole name suspect.
    if (!isPrivate(host) && !Stream.of(addresses).allMatch(PublicAddresses::contains)) {
      throw new UnknownHostException(host + " has an address that is not public");
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
