/** Pictures that people upload: what a file is, and whether a browser may be shown it. */
@NullMarked
package dev.parley.platform.pictures;

import org.jspecify.annotations.NullMarked;
