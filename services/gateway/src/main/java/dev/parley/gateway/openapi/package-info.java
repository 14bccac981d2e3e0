/**
 * The REST contract for people and tools that do not read {@code .proto} files: an OpenAPI 3.1
 * document made at run time from the descriptors (their {@code google.api.http} routes, comments,
 * field rules and error catalogue), and the page that browses it.
 *
 * <p>{@link dev.parley.gateway.openapi.OpenApiDocument} is the document, {@link
 * dev.parley.gateway.openapi.DocsPage} the page. A {@code ProtoContract} holds the descriptors with
 * their comments, {@code Route} one HTTP binding of a method; {@code Components} collects schemas,
 * {@code Operations} writes routes, {@code FixedRoutes} those few that no method stands behind.
 */
@NullMarked
package dev.parley.gateway.openapi;

import org.jspecify.annotations.NullMarked;
