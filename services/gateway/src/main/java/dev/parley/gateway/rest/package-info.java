/**
 * REST, transcoded from the {@code google.api.http} rules of the contract: {@link
 * dev.parley.gateway.rest.RestDoor} finds the method for a path, makes its request out of path,
 * query and body, calls it, and writes the answer or the problem.
 */
@NullMarked
package dev.parley.gateway.rest;

import org.jspecify.annotations.NullMarked;
