/**
 * The faults: a whole installation of processes, people who talk in it, and what goes wrong with
 * machines, networks and databases while they do.
 *
 * <ul>
 *   <li>{@link dev.parley.chaos.Chaos} runs it: fault after fault, and after each the reckoning.
 *   <li>{@code Installation} is what is under test: two gateways, two nodes with auth and chat,
 *       PostgreSQL, NATS and Redis, each a {@code ServerProcess} of its own, and between any two of
 *       them a {@code Link} that can be cut.
 *   <li>{@code Faults} chooses by a seed what strikes.
 *   <li>{@code People} are registered; each {@code Device} of theirs talks and listens, and keeps a
 *       {@code Track} of every room.
 *   <li>{@code Ledger} knows what was typed and acknowledged, and holds it and the tracks against
 *       the {@code Stored} rows of the database.
 * </ul>
 */
@NullMarked
package dev.parley.chaos;

import org.jspecify.annotations.NullMarked;
