/**
 * What people can do about their account, one class per capability. Each decides who may, and
 * answers with a sealed result; none knows of gRPC or SQL.
 */
@NullMarked
package dev.parley.auth.app;

import org.jspecify.annotations.NullMarked;
