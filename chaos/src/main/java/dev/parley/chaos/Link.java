package dev.parley.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** A piece of network between two processes: passes bytes on until it is told otherwise. */
final class Link implements AutoCloseable {
  private static final Duration SLOWNESS = Duration.ofMillis(60);

  /** What becomes of connections and their bytes. */
  enum State {
    /** They are passed on. */
    WHOLE,
    /** Connections are reset, and new ones too. */
    CUT,
    /** Nothing arrives, and nobody is told; what was said meanwhile is lost with the connection. */
    SWALLOWING,
    /** Nothing arrives, until it all does. */
    STALLED,
    /** Everything arrives late. */
    SLOW
  }

  private final String name;
  private final IntSupplier target;
  private final ServerSocket door;
  private final Set<Pair> pairs = new HashSet<>();
  private State state = State.WHOLE;

  private record Pair(Socket caller, Socket called) {
    void reset() {
      reset(caller);
      reset(called);
    }

    private static void reset(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It was closed already.
      }
    }
  }

  /**
   * Opens it.
   *
   * @param target the port at its other end, asked anew for each connection
   */
  Link(String name, IntSupplier target) {
    this.name = name;
    this.target = target;
    try {
      this.door = new ServerSocket(ServerProcess.freePort(), 256, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name(name).start(this::accept);
  }

  String name() {
    return name;
  }

  /** The port at this end. */
  int port() {
    return door.getLocalPort();
  }

  /** Breaks it, in one of the ways that are not {@link State#WHOLE}. */
  synchronized void turn(State broken) {
    state = broken;
    if (broken == State.CUT) {
      resetAll();
    }
    notifyAll();
  }

  /** Makes it whole again. */
  synchronized void heal() {
    if (state == State.SWALLOWING) {
      resetAll();
    }
    state = State.WHOLE;
    notifyAll();
  }

  @Override
  public void close() {
    turn(State.CUT);
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void resetAll() {
    pairs.forEach(Pair::reset);
    pairs.clear();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().name(name).start(() -> connect(caller));
      } catch (IOException e) {
        // The door was closed, or the caller has gone.
      }
    }
  }

  private void connect(Socket caller) {
    Socket called = new Socket();
    Pair pair = new Pair(caller, called);
    try {
      if (!register(pair)) {
        return;
      }
      awaitPassage();
      caller.setTcpNoDelay(true);
      called.setTcpNoDelay(true);
      called.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()), 2000);
      Thread.ofVirtual().name(name).start(() -> pump(pair, called, caller));
      pump(pair, caller, called);
    } catch (IOException e) {
      end(pair);
    }
  }

  private synchronized boolean register(Pair pair) {
    if (state == State.CUT) {
      pair.reset();
      return false;
    }
    pairs.add(pair);
    return true;
  }

  private void pump(Pair pair, Socket from, Socket to) {
    byte[] bytes = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (passes()) {
          out.write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      // Either end has gone; the other is told below, once the link lets anything through.
    }
    awaitPassage();
    end(pair);
  }

  /** Whether bytes that have come are to go on; waits until they may. */
  private boolean passes() {
    State now;
    synchronized (this) {
      while (state == State.STALLED) {
        await();
      }
      now = state;
    }
    if (now == State.SLOW) {
      LockSupport.parkNanos(SLOWNESS.toNanos());
    }
    return now != State.SWALLOWING;
  }

  private synchronized void awaitPassage() {
    while (state == State.STALLED || state == State.SWALLOWING) {
      await();
    }
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a link", e);
    }
  }

  private void end(Pair pair) {
    synchronized (this) {
      pairs.remove(pair);
    }
    pair.reset();
  }
}
