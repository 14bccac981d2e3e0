/** Chat's contracts served by its use cases. The only place in chat that sees protobuf. */
@NullMarked
package dev.parley.chat.adapter.grpc;

import org.jspecify.annotations.NullMarked;
