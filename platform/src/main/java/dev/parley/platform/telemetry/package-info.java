/**
 * What an operator sees of a running process: log lines ({@link
 * dev.parley.platform.telemetry.Logs}), figures ({@link dev.parley.platform.telemetry.Metrics}) and
 * whether it is ready ({@link dev.parley.platform.telemetry.Health}).
 */
@NullMarked
package dev.parley.platform.telemetry;

import org.jspecify.annotations.NullMarked;
