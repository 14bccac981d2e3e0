/** Rooms, members, messages and the events of the logs, as plain records. */
@NullMarked
package dev.parley.chat.domain;

import org.jspecify.annotations.NullMarked;
