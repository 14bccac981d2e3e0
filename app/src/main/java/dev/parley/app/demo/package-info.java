/**
 * What {@code parley demo} fills an installation with. Everything goes through the contract, by
 * services that run in this process with a clock of their own: so a month goes by in seconds, and
 * what comes out is what people would have made.
 */
@NullMarked
package dev.parley.app.demo;

import org.jspecify.annotations.NullMarked;
