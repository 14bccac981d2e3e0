/**
 * How news travels. Two ways, for two needs:
 *
 * <ul>
 *   <li>{@link dev.parley.platform.events.EventBus}: at once and at most once, for whoever listens
 *       right now, in this process or over NATS. It may drop, repeat and reorder; edges repair that
 *       from the logs.
 *   <li>{@link dev.parley.platform.events.Outbox} and {@link
 *       dev.parley.platform.events.OutboxConsumer}: never lost. The event is a row of the
 *       transaction that made it true; consumers read rows in commit order, each from a position of
 *       its own, and handle them once or more.
 * </ul>
 */
@NullMarked
package dev.parley.platform.events;

import org.jspecify.annotations.NullMarked;
