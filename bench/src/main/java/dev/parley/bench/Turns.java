package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Two servers measured in turns, one and the other and the one again, so that whatever disturbs the
 * machine disturbs both. Their ratio is the middle one of the ratios of each pair of turns.
 */
final class Turns {
  private final List<Trial> ours = new ArrayList<>();
  private final List<Trial> theirs = new ArrayList<>();

  private Turns() {}

  /** One that takes turns. */
  record Side(Measured server, Load load) {}

  /** Warms both up, then measures them in turns. */
  static Turns of(int pairs, Side ours, Side theirs, Trial.Offer offer) throws IOException {
    Trial.warmUp(ours.server(), ours.load(), offer);
    Trial.warmUp(theirs.server(), theirs.load(), offer);
    Turns turns = new Turns();
    for (int pair = 0; pair < pairs; pair++) {
      turns.ours.add(Trial.of(ours.server(), ours.load(), Pace.TURN, offer));
      turns.theirs.add(Trial.of(theirs.server(), theirs.load(), Pace.TURN, offer));
    }
    return turns;
  }

  /** All of our turns together. */
  Trial ours() {
    return ours.stream().reduce(Trial::plus).orElseThrow();
  }

  /** All of the other's turns together. */
  Trial theirs() {
    return theirs.stream().reduce(Trial::plus).orElseThrow();
  }

  /** The middle ratio, ours to theirs. */
  double ratio(ToDoubleFunction<Trial> figure) {
    double[] ratios = new double[ours.size()];
    for (int pair = 0; pair < ratios.length; pair++) {
      ratios[pair] = figure.applyAsDouble(ours.get(pair)) / figure.applyAsDouble(theirs.get(pair));
    }
    return Median.of(ratios);
  }
}
