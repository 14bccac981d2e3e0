package dev.parley.platform.events;

import java.util.Random;

/** Holds the bus that other tests are made hard with against the same contract. */
class UnreliableEventBusTest extends EventBusContract {
  private final EventBus bus = new UnreliableEventBus(new InProcessEventBus(), new Random());

  @Override
  EventBus publisher() {
    return bus;
  }

  @Override
  EventBus listener() {
    return bus;
  }
}
