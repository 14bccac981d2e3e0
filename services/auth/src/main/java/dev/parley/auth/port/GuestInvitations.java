package dev.parley.auth.port;

/** The invitations by which people become guests. */
public interface GuestInvitations {
  /** Whether whoever has this secret may register as a guest. */
  boolean isGood(String token);
}
