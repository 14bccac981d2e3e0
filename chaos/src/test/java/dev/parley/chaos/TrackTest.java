package dev.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.Track.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {
  private final Track track = new Track(4);

  @Test
  void repeatsAndHolesAreKeptForTheLedger() {
    track.event(seen(5));
    track.event(seen(5));
    track.event(seen(7));

    assertThat(track.position()).isEqualTo(7);
    assertThat(track.drain()).containsExactly(seen(5), seen(5), seen(7));
    assertThat(track.drain()).isEmpty();
  }

  @Test
  void whatIsReadAfterAResyncAndComesAsAnEventTooIsSeenOnce() {
    track.beginReading();
    track.event(seen(7));
    track.read(List.of(seen(5), seen(6), seen(7)));
    track.endReading();
    track.event(seen(6));
    track.event(seen(8));

    assertThat(track.drain()).containsExactly(seen(5), seen(6), seen(7), seen(8));
  }

  @Test
  void whatCameWhileReadingIsForgottenWithTheConnection() {
    track.beginReading();
    track.event(seen(7));
    track.abandonReading();

    assertThat(track.position()).isEqualTo(4);
    assertThat(track.drain()).isEmpty();
  }

  private static Seen seen(long seq) {
    return new Seen(seq, "message " + seq);
  }
}
