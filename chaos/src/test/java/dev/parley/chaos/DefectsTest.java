package dev.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The defects that {@code chaos/prove} plants still find the places that they are planted in. */
class DefectsTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void eachDefectThatIsToldOfIsThere() throws IOException {
    String readme = Files.readString(ROOT.resolve("chaos/README.md"));
    String prove = Files.readString(ROOT.resolve("chaos/prove"));

    assertThat(patches())
        .hasSize(4)
        .map(patch -> patch.getFileName().toString().replace(".patch", ""))
        .allSatisfy(name -> {
          assertThat(readme).contains("`" + name + "`");
          assertThat(prove).contains(name);
        });
  }

  @ParameterizedTest
  @MethodSource("patches")
  void itFitsTheSources(Path patch) throws IOException {
    List<Piece> pieces = pieces(Files.readAllLines(patch));

    assertThat(pieces).isNotEmpty();
    for (Piece piece : pieces) {
      List<String> source = Files.readAllLines(ROOT.resolve(piece.file()));
      assertThat(Collections.indexOfSubList(source, piece.before()))
          .as(
              "%s: %s has changed where the defect is planted: change it there too, and run chaos/prove %s",
              patch, piece.file(), patch.getFileName().toString().replace(".patch", ""))
          .isNotNegative();
      assertThat(piece.after()).isNotEqualTo(piece.before());
    }
  }

  /** Lines of a file, one after the other, as they are and as the defect has them. */
  private record Piece(String file, List<String> before, List<String> after) {}

  /** Of a unified diff with paths that begin with a/ and b/. */
  private static List<Piece> pieces(List<String> diff) {
    List<Piece> pieces = new ArrayList<>();
    String file = "";
    for (String line : diff) {
      if (line.startsWith("+++ b/")) {
        file = line.substring("+++ b/".length());
      } else if (line.startsWith("@@")) {
        pieces.add(new Piece(file, new ArrayList<>(), new ArrayList<>()));
      } else if (!pieces.isEmpty() && !line.startsWith("diff ") && !line.startsWith("index ")) {
        add(pieces.getLast(), line);
      }
    }
    return pieces;
  }

  private static void add(Piece piece, String line) {
    if (line.startsWith("--- ")) {
      return;
    }
    String words = line.isEmpty() ? "" : line.substring(1);
    if (!line.startsWith("+")) {
      piece.before().add(words);
    }
    if (!line.startsWith("-")) {
      piece.after().add(words);
    }
  }

  private static List<Path> patches() {
    try (Stream<Path> files = Files.list(ROOT.resolve("chaos/defects"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
