/**
 * The error catalogue, once: what each {@link dev.parley.api.v1.ErrorCode} means on every wire, and
 * how a refusal travels in a gRPC status. {@link dev.parley.platform.errors.ErrorCatalogue} reads
 * the rules out of {@code errors.proto}; {@link dev.parley.platform.errors.Problems} makes and
 * reads statuses.
 */
@NullMarked
package dev.parley.platform.errors;

import org.jspecify.annotations.NullMarked;
