/**
 * What people can do in chat, one class per capability. Each decides who may, and answers with a
 * sealed result; none knows of gRPC or SQL.
 */
@NullMarked
package dev.parley.chat.app;

import org.jspecify.annotations.NullMarked;
