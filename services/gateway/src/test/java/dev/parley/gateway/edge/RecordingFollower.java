package dev.parley.gateway.edge;

import dev.parley.api.v1.Receipt;
import dev.parley.api.v1.Typing;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a feed tells it. */
final class RecordingFollower implements Follower {
  private final ManualLoop loop;
  private final String userId;

  /** Positions delivered; a resync is noted as its head, negative. */
  final List<Long> told = new ArrayList<>();

  /** How often something was delivered. */
  int deliveries;

  final List<Receipt> receipts = new ArrayList<>();
  boolean dismissed;

  RecordingFollower(ManualLoop loop, String userId) {
    this.loop = loop;
    this.userId = userId;
  }

  @Override
  public EventExecutor loop() {
    return loop;
  }

  @Override
  public String userId() {
    return userId;
  }

  @Override
  public void fetch() {}

  @Override
  public void deliver(LogId log, Envelope events) {
    deliveries++;
    events.messages().forEach(message -> told.add(log.position(message.getEvent())));
  }

  @Override
  public void receipt(Receipt receipt, Envelope envelope) {
    receipts.add(receipt);
  }

  @Override
  public void typing(Typing typing, Envelope envelope) {}

  @Override
  public void resync(LogId log, long head) {
    told.add(-head);
  }

  @Override
  public void dismissed(LogId log) {
    dismissed = true;
  }
}
