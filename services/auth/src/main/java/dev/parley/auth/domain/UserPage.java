package dev.parley.auth.domain;

import java.util.List;
import java.util.Optional;

/**
 * A stretch of the list of people, which is ordered by user name.
 *
 * @param next the first of the next page; empty on the last
 */
public record UserPage(List<User> users, Optional<User> next) {}
