/** What chat keeps in the memory of its process: {@link dev.parley.chat.port.Devices}. */
@NullMarked
package dev.parley.chat.adapter.memory;

import org.jspecify.annotations.NullMarked;
