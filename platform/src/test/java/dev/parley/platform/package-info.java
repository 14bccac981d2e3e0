/** What tests of every module share: a clock that they set by hand. */
@NullMarked
package dev.parley.platform;

import org.jspecify.annotations.NullMarked;
