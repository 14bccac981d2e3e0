package dev.parley.chat.adapter.web;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Which addresses belong to the public internet, by IANA's registries of special-purpose addresses
 * (RFC 6890): no other may be asked for by those who only write messages.
 */
final class PublicAddresses {
  /** Networks of IPv4 that are not public: the first address and the bits that count. */
  private static final long[][] PRIVATE_V4 = {
    network(0, 0, 0, 8),
    network(10, 0, 0, 8),
    network(100, 64, 0, 10),
    network(127, 0, 0, 8),
    network(169, 254, 0, 16),
    network(172, 16, 0, 12),
    network(192, 0, 0, 24),
    network(192, 0, 2, 24),
    network(192, 88, 99, 24),
    network(192, 168, 0, 16),
    network(198, 18, 0, 15),
    network(198, 51, 100, 24),
    network(203, 0, 113, 24),
    // Multicast, what is reserved, and broadcast.
    network(224, 0, 0, 3),
  };

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    // Java gives what is IPv4 within IPv6 (::ffff:0:0/96) as IPv4.
    return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublicV4(byte[] bytes) {
    long value = number(bytes, 0, 4);
    for (long[] network : PRIVATE_V4) {
      long mask = 0xFFFF_FFFFL << (32 - network[1]) & 0xFFFF_FFFFL;
      if ((value & mask) == network[0]) {
        return false;
      }
    }
    return true;
  }

  /** Of 2000::/3, without what is for documents, and what leads to IPv4 (Teredo, 6to4). */
  private static boolean isPublicV6(byte[] bytes) {
    long first = number(bytes, 0, 2);
    long second = number(bytes, 2, 2);
    boolean global = first >> 13 == 1;
    boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    return global && !special && first != 0x2002 && first != 0x3fff;
  }

  private static long number(byte[] bytes, int from, int length) {
    long value = 0;
    for (int i = from; i < from + length; i++) {
      value = value << 8 | Byte.toUnsignedLong(bytes[i]);
    }
    return value;
  }

  private static long[] network(long a, long b, long c, long bits) {
    return new long[] {a << 24 | b << 16 | c << 8, bits};
  }
}
