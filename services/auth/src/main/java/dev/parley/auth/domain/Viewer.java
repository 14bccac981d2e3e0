package dev.parley.auth.domain;

import java.util.UUID;

/**
 * Who looks at people.
 *
 * @param guest whether they see only those with whom they share a room, and themselves
 */
public record Viewer(UUID id, boolean guest) {}
