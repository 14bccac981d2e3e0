/** The edge: every door that clients come in by, on one port. */
@NullMarked
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
