package dev.parley.gateway.openapi;

/**
 * Which way a message travels: the same message promises other things in a request than in an
 * answer.
 */
enum Shape {
  /** Field rules hold, unknown fields are refused, what may be left out is optional. */
  REQUEST,
  /** Every field with a default is written; new fields may appear, and clients ignore them. */
  ANSWER
}
