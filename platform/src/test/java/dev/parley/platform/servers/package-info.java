/**
 * Real servers for tests, each a process of its own on a free port of the loopback: started,
 * stopped, killed and frozen at will. The programs are those of the system, which {@code make test}
 * installs where it may; a test that lacks one fails and says how to get it.
 */
@NullMarked
package dev.parley.platform.servers;

import org.jspecify.annotations.NullMarked;
