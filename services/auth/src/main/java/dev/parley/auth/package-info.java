/**
 * Accounts and sessions: signing up and in, the tokens that follow, and the keys that sign them.
 * {@link dev.parley.auth.AuthModule} is the one way in; inside, {@code domain} holds the records
 * and rules, {@code app} the use cases, {@code port} what they need, {@code adapter} gRPC,
 * PostgreSQL, Argon2 and JWT.
 */
@NullMarked
package dev.parley.auth;

import org.jspecify.annotations.NullMarked;
