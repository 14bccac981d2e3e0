package dev.parley.platform.pictures;

import static dev.parley.platform.pictures.PictureFiles.gif;
import static dev.parley.platform.pictures.PictureFiles.jpeg;
import static dev.parley.platform.pictures.PictureFiles.png;
import static dev.parley.platform.pictures.PictureFiles.pngThatClaims;
import static dev.parley.platform.pictures.PictureFiles.webp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.pictures.Picture.Format;
import dev.parley.platform.pictures.Picture.Reading;
import dev.parley.platform.pictures.Picture.Unfit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  @Test
  void whatAPictureIsIsReadFromItsBytes() {
    assertThat(format(png(16, 2_048))).isEqualTo(Format.PNG);
    assertThat(format(jpeg(64, 48))).isEqualTo(Format.JPEG);
    assertThat(PictureHeader.of(jpeg(64, 48))).contains(new PictureHeader(Format.JPEG, 64, 48));
  }

  @Test
  void webpSaysItsSizesInThreeWays() {
    assertThat(PictureHeader.of(webp("VP8 ", "0000009d012a40003000")))
        .contains(new PictureHeader(Format.WEBP, 64, 48));
    assertThat(PictureHeader.of(webp("VP8L", "2f3fc00b00")))
        .contains(new PictureHeader(Format.WEBP, 64, 48));
    assertThat(PictureHeader.of(webp("VP8X", "000000003f00002f0000")))
        .contains(new PictureHeader(Format.WEBP, 64, 48));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsNotAWholePictureIsUnreadable(byte[] file) {
    assertThat(Picture.read(file)).isInstanceOf(Unfit.Unreadable.class);
  }

  static Stream<byte[]> hostile() {
    byte[] png = png(64, 64);
    byte[] jpeg = jpeg(64, 64);
    byte[] webp = webp("VP8L", "2f3fc00b00");
    return Stream.of(
        new byte[0],
        text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        text("<!DOCTYPE html><script>alert(1)</script>"),
        text("GIF89a" + "x".repeat(100)),
        Arrays.copyOf(png, png.length - 1),
        Arrays.copyOf(png, 20),
        Arrays.copyOf(png, png.length + 20),
        Arrays.copyOf(jpeg, jpeg.length - 2),
        Arrays.copyOf(jpeg, 4),
        Arrays.copyOf(webp, webp.length - 1),
        Arrays.copyOf(webp, 12),
        webp("VP8L", "003fc00b00"),
        webp("ALPH", "2f3fc00b00"));
  }

  /** Every beginning of a picture is refused, and none of them breaks the reader. */
  @Test
  void aFileMayEndAnywhere() {
    for (byte[] whole : new byte[][] {png(32, 32), jpeg(32, 32), webp("VP8L", "2f3fc00b00")}) {
      for (int length = 0; length < whole.length; length++) {
        assertThat(Picture.read(Arrays.copyOf(whole, length))).isInstanceOf(Unfit.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 2_049, 10_000, Integer.MIN_VALUE, -1})
  void aSideHasSixteenToTwoThousandAndFortyEightPixels(int side) {
    assertThat(Picture.read(pngThatClaims(side, 64))).isInstanceOf(Unfit.WrongDimensions.class);
    assertThat(Picture.read(pngThatClaims(64, side))).isInstanceOf(Unfit.WrongDimensions.class);
  }

  @Test
  void aPictureHasHalfAMegabyteAtMost() {
    byte[] file = Arrays.copyOf(png(64, 64), Picture.MAX_BYTES + 1);

    assertThat(Picture.read(file)).isEqualTo(new Unfit.TooLong(Picture.MAX_BYTES + 1));
  }

  @Test
  void theVersionIsThatOfTheVeryFile() {
    assertThat(version(png(64, 64))).isEqualTo(version(png(64, 64))).matches("[0-9a-f]{32}");
    assertThat(version(png(64, 64))).isNotEqualTo(version(png(64, 65)));
  }

  private static Format format(byte[] file) {
    return accepted(file).format();
  }

  private static String version(byte[] file) {
    return accepted(file).version();
  }

  @Test
  void whatMovesIsTakenWhereThatIsWanted() {
    byte[] gif = gif(32, 24);
    var bounds = new Picture.Bounds(1_000, 64, EnumSet.of(Picture.Format.GIF));
    assertThat(Picture.read(gif)).isInstanceOf(Unfit.Unreadable.class);
    assertThat(((Reading.Accepted) Picture.read(gif, bounds)).picture().format())
        .isEqualTo(Picture.Format.GIF);
    assertThat(Picture.read(gif(65, 24), bounds)).isEqualTo(new Unfit.WrongDimensions(65, 24));
    assertThat(Picture.read(Arrays.copyOf(gif, gif.length - 1), bounds))
        .isInstanceOf(Unfit.Unreadable.class);
    assertThat(
            Picture.read(Arrays.copyOf("GIF89a;".getBytes(StandardCharsets.US_ASCII), 7), bounds))
        .isInstanceOf(Unfit.Unreadable.class);
    assertThat(Picture.read(png(32, 32), bounds)).isInstanceOf(Unfit.Unreadable.class);
  }

  private static Picture accepted(byte[] file) {
    return ((Reading.Accepted) Picture.read(file)).picture();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
