package dev.parley.app;

import dev.parley.platform.config.Settings;

/**
 * What {@code parley doctor} was asked for.
 *
 * @param repair whether to mend what can be
 */
public record DoctorOptions(boolean repair, Settings settings) {}
