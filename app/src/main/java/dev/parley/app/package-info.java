/**
 * The one jar: the command line, and the roles that a process can take. Services are put together
 * here and nowhere else.
 *
 * <p>{@link dev.parley.app.Main} reads the command line and picks a {@link dev.parley.app.Command};
 * each command reads its options and hands typed ones to what does the work.
 */
@NullMarked
package dev.parley.app;

import org.jspecify.annotations.NullMarked;
