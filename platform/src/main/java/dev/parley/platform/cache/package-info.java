/**
 * What processes of an installation share for a while and could do without: the one connection of a
 * process to Redis ({@link dev.parley.platform.cache.RedisLink}). What is kept there has its own
 * port where it belongs, and a way to go on while Redis is away.
 */
@NullMarked
package dev.parley.platform.cache;

import org.jspecify.annotations.NullMarked;
