package dev.parley.platform.events;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A bus as bad as the contract allows: it drops, repeats, delays and reorders, as its source of
 * randomness says.
 */
public final class UnreliableEventBus implements EventBus {
  private final EventBus bus;
  private final Random random;
  private final List<Runnable> onTheWay = new ArrayList<>();

  public UnreliableEventBus(EventBus bus, Random random) {
    this.bus = bus;
    this.random = random;
  }

  @Override
  public synchronized <T extends Message> void publish(Subject<T> subject, T event) {
    if (random.nextInt(5) > 0) {
      onTheWay.add(() -> bus.publish(subject, event));
    }
    if (random.nextBoolean()) {
      deliverSome();
    }
  }

  @Override
  public <T extends Message> Subscription subscribe(Subject<T> subject, Consumer<T> listener) {
    return bus.subscribe(subject, listener);
  }

  /** Delivers some of what is on its way, in any order, and keeps some of that to repeat it. */
  public synchronized void deliverSome() {
    for (int i = random.nextInt(4); i > 0 && !onTheWay.isEmpty(); i--) {
      int chosen = random.nextInt(onTheWay.size());
      Runnable delivery = random.nextInt(3) == 0 ? onTheWay.get(chosen) : onTheWay.remove(chosen);
      delivery.run();
    }
  }
}
