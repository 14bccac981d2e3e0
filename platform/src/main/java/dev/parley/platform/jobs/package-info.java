/**
 * Work that is due at a time: it survives restarts, is done by one process of however many, and is
 * tried again when it fails.
 *
 * <p>A service has a table of jobs in its own schema, laid out as <a
 * href="https://github.com/kagkarlsson/db-scheduler">db-scheduler</a> documents it. {@link
 * dev.parley.platform.jobs.JobQueue} puts a job there in the transaction that makes it due, {@link
 * dev.parley.platform.jobs.JobRunner} does what is due. A job may be done twice where a process
 * dies in between: each kind sees to it that the second time changes nothing. {@link
 * dev.parley.platform.jobs.Cron} tells when something is due again.
 */
@NullMarked
package dev.parley.platform.jobs;

import org.jspecify.annotations.NullMarked;
