/**
 * Chat's ports kept in PostgreSQL. The only place in chat that sees SQL. Every change of a room
 * holds the lock of its row in {@code rooms} and writes its log row in the same transaction; rooms
 * are locked before people, each in the order of their ids, so that no two transactions wait for
 * each other.
 */
@NullMarked
package dev.parley.chat.adapter.postgres;

import org.jspecify.annotations.NullMarked;
