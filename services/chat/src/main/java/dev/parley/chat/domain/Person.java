package dev.parley.chat.domain;

import java.util.UUID;

/**
 * Who somebody is, as shown beside what they say.
 *
 * @param id user id
 * @param username unique, lower case
 * @param displayName how they want to be called
 * @param avatarVersion which picture they show; empty where they show none
 */
public record Person(UUID id, String username, String displayName, String avatarVersion) {}
