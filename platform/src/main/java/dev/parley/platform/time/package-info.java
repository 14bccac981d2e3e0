/**
 * Two clocks, for two questions. When something happened, and until when something counts, is asked
 * of the wall clock, which people and other machines share and which may be set to another time at
 * any moment. How long something has lasted is asked of {@link
 * dev.parley.platform.time.SteadyClock}, which nobody can set.
 */
@NullMarked
package dev.parley.platform.time;

import org.jspecify.annotations.NullMarked;
