/**
 * Typed settings. Each service describes its own in a record marked with {@link
 * dev.parley.platform.config.SettingsFile}; {@link dev.parley.platform.config.Settings} reads them
 * all from the defaults in the jar, the folder of overrides, the environment and the flags (the
 * later wins), refuses what it doesn't know or what is out of bounds, and remembers where each
 * value came from.
 *
 * <p>Start with {@link dev.parley.platform.config.Settings#load}, then {@link
 * dev.parley.platform.config.PlatformSettings} for an example of a record.
 */
@NullMarked
package dev.parley.platform.config;

import org.jspecify.annotations.NullMarked;
