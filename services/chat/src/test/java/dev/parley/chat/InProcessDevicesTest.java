package dev.parley.chat;

import dev.parley.chat.adapter.memory.InProcessDevices;
import dev.parley.chat.port.Devices;

class InProcessDevicesTest extends DevicesContract {
  private final Devices devices = new InProcessDevices(TERMS, clock);

  @Override
  Devices devices() {
    return devices;
  }
}
