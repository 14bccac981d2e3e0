package dev.parley.gateway.edge;

import dev.parley.api.v1.ServerEnvelope;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wire that takes as much as the test lets it. Every envelope counts ten bytes. */
final class RecordingTransport implements Transport {
  static final int SIZE = 10;

  private final ManualLoop loop;
  private @Nullable Runnable done;
  final List<List<ServerEnvelope>> writes = new ArrayList<>();
  boolean slow;
  @Nullable CloseReason closed;

  RecordingTransport(ManualLoop loop) {
    this.loop = loop;
  }

  @Override
  public EventExecutor loop() {
    return loop;
  }

  @Override
  public int size(Envelope envelope) {
    return SIZE;
  }

  @Override
  public void write(List<Envelope> envelopes, Runnable written) {
    if (done != null) {
      throw new AssertionError("a second write before the first was done");
    }
    writes.add(envelopes.stream().flatMap(envelope -> envelope.messages().stream()).toList());
    done = written;
    if (!slow) {
      loop.execute(this::taken);
    }
  }

  /** The wire has taken what was written. */
  void taken() {
    Runnable written = done;
    done = null;
    if (written != null) {
      written.run();
    }
  }

  @Override
  public void close(CloseReason reason) {
    closed = reason;
  }

  /** All envelopes, in order. */
  List<ServerEnvelope> said() {
    return writes.stream().flatMap(List::stream).toList();
  }

  ServerEnvelope last() {
    return said().getLast();
  }
}
