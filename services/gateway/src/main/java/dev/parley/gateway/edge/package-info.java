/**
 * Live connections. A {@link dev.parley.gateway.edge.Connection} is one client, a {@link
 * dev.parley.gateway.edge.Feed} is one log (of a room or of a person) with the connections that
 * follow it, and {@link dev.parley.gateway.edge.Edge} holds them all.
 *
 * <p>Threads: everything of a connection happens on its own event loop. A feed has a lock for its
 * position and for who joins and leaves; what it delivers, it hands to the event loops of its
 * followers in order, and followers are added and removed by tasks in that same order. So a
 * follower that is added when the feed stands at n gets n+1 next: no hole and no repeat.
 */
@NullMarked
package dev.parley.gateway.edge;

import org.jspecify.annotations.NullMarked;
