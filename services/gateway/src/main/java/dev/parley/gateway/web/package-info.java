/**
 * The web client's files, out of the jar, with the headers that browsers need to keep people safe.
 */
@NullMarked
package dev.parley.gateway.web;

import org.jspecify.annotations.NullMarked;
