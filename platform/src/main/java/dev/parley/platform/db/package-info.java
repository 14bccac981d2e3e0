/**
 * PostgreSQL for every service: the server in the box, the pool in front of any server, and the
 * schema's history.
 *
 * <ul>
 *   <li>{@link dev.parley.platform.db.EmbeddedPostgres} runs the bundled server in the data folder,
 *       durable and guarded by a lock, and survives the death of either process.
 *   <li>{@link dev.parley.platform.db.Database} is what adapters talk to: JDBI over a bounded, fair
 *       pool.
 *   <li>{@link dev.parley.platform.db.Migrations} brings one schema per service up, and down again
 *       when asked to.
 *   <li>{@link dev.parley.platform.db.DatabaseException} is every way this can fail, each with one
 *       line that a person can act on.
 * </ul>
 */
@NullMarked
package dev.parley.platform.db;

import org.jspecify.annotations.NullMarked;
