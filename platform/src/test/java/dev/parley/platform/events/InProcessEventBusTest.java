package dev.parley.platform.events;

class InProcessEventBusTest extends EventBusContract {
  private final EventBus bus = new InProcessEventBus();

  @Override
  EventBus publisher() {
    return bus;
  }

  @Override
  EventBus listener() {
    return bus;
  }
}
