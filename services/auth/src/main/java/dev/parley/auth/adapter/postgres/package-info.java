/**
 * Auth's ports kept in PostgreSQL. The only place in auth that sees SQL. Rows are locked in one
 * order, a user before their sessions, so that no two transactions wait for each other.
 */
@NullMarked
package dev.parley.auth.adapter.postgres;

import org.jspecify.annotations.NullMarked;
