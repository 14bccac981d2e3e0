/** When something comes again. */
@NullMarked
package dev.parley.chat.adapter.calendar;

import org.jspecify.annotations.NullMarked;
