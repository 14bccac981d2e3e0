/**
 * Who is who: access tokens of people ({@link dev.parley.platform.security.AccessTokenVerifier},
 * ES256 against auth's public keys) and the short tokens by which services of one installation know
 * each other ({@link dev.parley.platform.security.ServiceTokens}, HS256 with the installation's
 * secret).
 */
@NullMarked
package dev.parley.platform.security;

import org.jspecify.annotations.NullMarked;
