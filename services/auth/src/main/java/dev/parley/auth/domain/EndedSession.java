package dev.parley.auth.domain;

import java.time.Instant;
import java.util.UUID;

/** A session that was ended before its time. */
public record EndedSession(UUID id, UUID userId, Instant endTime) {}
