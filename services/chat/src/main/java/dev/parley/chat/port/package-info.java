/**
 * What the use cases need from outside: where rooms, messages, logs and people are kept, and who is
 * told of news.
 */
@NullMarked
package dev.parley.chat.port;

import org.jspecify.annotations.NullMarked;
