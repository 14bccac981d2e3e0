/**
 * Calls between services. A service is served by one in-process gRPC server ({@link
 * dev.parley.platform.rpc.RpcServer}); whoever needs it asks {@link
 * dev.parley.platform.rpc.Channels} for the channel to its role and cannot tell whether the role
 * runs in this process or on another machine. A network listener ({@link
 * dev.parley.platform.rpc.CallProxy}) only forwards calls to such a channel.
 *
 * <p>The door of every service is the same chain of interceptors, outermost first: {@code Failures}
 * (what escapes becomes a catalogued error), {@code Door} (request id, verified caller, access rule
 * of the method), {@code RequestRules} (protovalidate). Behind it, {@link
 * dev.parley.platform.rpc.CallContext} says who calls.
 */
@NullMarked
package dev.parley.platform.rpc;

import org.jspecify.annotations.NullMarked;
