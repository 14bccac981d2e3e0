package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MemoryTest {
  @Test
  void theHeapIsItsGenerationsWithoutTheMetaspace() {
    Memory memory =
        Memory.parse(
            """
            4711:
            DefNew     total 39296K, used 1024K [0x1, 0x2, 0x3)
              eden space 34944K,   2% used [0x1, 0x2, 0x3)
            Tenured    total 87424K, used 51200K [0x1, 0x2, 0x3)
               the space 87424K,  58% used [0x1, 0x2, 0x3)
            Metaspace       used 70000K, committed 71000K, reserved 1114112K
            """,
            200);

    assertThat(memory).isEqualTo(new Memory(200, 51));
  }
}
