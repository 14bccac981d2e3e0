/**
 * How much somebody may ask for: token buckets by name and key, behind the port {@link
 * dev.parley.platform.limits.RateLimiter}. In one process they are in its memory; with Redis, those
 * of all processes are one.
 */
@NullMarked
package dev.parley.platform.limits;

import org.jspecify.annotations.NullMarked;
