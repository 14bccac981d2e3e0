/**
 * People, sessions and keys as plain records, and the rules that need nothing from outside: what a
 * password must be, which refresh token still counts.
 */
@NullMarked
package dev.parley.auth.domain;

import org.jspecify.annotations.NullMarked;
