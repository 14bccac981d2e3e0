/**
 * Passwords hashed with Argon2id (RFC 9106), a bounded number at once: {@link
 * dev.parley.auth.adapter.argon2.BoundedHasher} in front of {@link
 * dev.parley.auth.adapter.argon2.Argon2Hasher}.
 */
@NullMarked
package dev.parley.auth.adapter.argon2;

import org.jspecify.annotations.NullMarked;
