/**
 * What the use cases need from outside: where accounts, sessions and keys are kept, how passwords
 * are hashed and access tokens signed.
 */
@NullMarked
package dev.parley.auth.port;

import org.jspecify.annotations.NullMarked;
