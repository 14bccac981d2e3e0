/**
 * Rooms, members and messages. {@link dev.parley.chat.ChatModule} is the one way in; inside, {@code
 * domain} holds the records, {@code app} the use cases, {@code port} what they need, {@code
 * adapter} gRPC and PostgreSQL.
 */
@NullMarked
package dev.parley.chat;

import org.jspecify.annotations.NullMarked;
