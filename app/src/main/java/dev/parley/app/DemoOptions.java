package dev.parley.app;

import dev.parley.platform.config.Settings;

/**
 * What {@code parley demo} was asked for.
 *
 * @param large whether to add thousands of rooms and a million messages
 */
public record DemoOptions(boolean large, Settings settings) {}
