/**
 * The figures of Parley: how fast it starts, what it weighs when idle, what a delivery, a send, a
 * connection and a call between services cost, and what the same costs others.
 *
 * <ul>
 *   <li>{@link dev.parley.bench.Bench} runs everything and says whether it counts; {@code Targets}
 *       holds it against what is aimed at, {@code Chart} draws it.
 *   <li>{@code ParleyProcess} is the server under test: the built jar with the flags of {@code
 *       app/jvm.options}, in a process of its own; {@code BareNetty}, {@code KeepingNetty} and
 *       {@code SocketIoProcess} are what it is held against. {@code Usage} and {@code Memory} read
 *       their costs.
 *   <li>{@code Swarm} is the load generator: one thread, thousands of {@code Client}s, counting
 *       bytes rather than parsing them ({@code FrameReader}), in one {@code Dialect} or another.
 *       {@code Ceiling} measures it first, against {@code Broadcaster}.
 *   <li>{@code Load} is what a swarm says, {@code Trial} a measured stretch of it that counts only
 *       if nothing was lost, {@code Turns} two servers measured alternately.
 *   <li>{@code OneRoom}, {@code HundredRooms}, {@code ThousandRooms}, {@code SendFigures}, {@code
 *       SlowReaders}, {@code PeerFigures}, {@code IdlePool}, {@code Storm}, {@code StartFigures}
 *       and {@code CallFigures} are the measurements.
 * </ul>
 */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
