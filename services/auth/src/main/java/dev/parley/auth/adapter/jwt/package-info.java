/** Access tokens as JWT signed with ES256, and the JSON Web Key Set that they are verified with. */
@NullMarked
package dev.parley.auth.adapter.jwt;

import org.jspecify.annotations.NullMarked;
