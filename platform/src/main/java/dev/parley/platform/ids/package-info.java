/** Ids of things that are made: UUIDs whose order is the order of their making. */
@NullMarked
package dev.parley.platform.ids;

import org.jspecify.annotations.NullMarked;
