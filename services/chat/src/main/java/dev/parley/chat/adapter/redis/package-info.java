/** What the processes of chat share through Redis: {@link dev.parley.chat.port.Devices}. */
@NullMarked
package dev.parley.chat.adapter.redis;

import org.jspecify.annotations.NullMarked;
