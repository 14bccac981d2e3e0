/**
 * Auth on the wire: contract to domain and back, and the one place where a refusal becomes a code
 * of the catalogue.
 */
@NullMarked
package dev.parley.auth.adapter.grpc;

import org.jspecify.annotations.NullMarked;
