/** Pages elsewhere, which anybody may have written. */
@NullMarked
package dev.parley.chat.adapter.web;

import org.jspecify.annotations.NullMarked;
