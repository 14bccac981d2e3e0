package dev.parley.platform.rpc;

import dev.parley.api.v1.ErrorCode;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.pictures.Picture;
import io.grpc.StatusRuntimeException;

/** Why a file is not shown, in the words of the catalogue. */
public final class PictureRefusals {
  private PictureRefusals() {}

  /** A refusal of the field {@code picture}. */
  public static StatusRuntimeException of(Picture.Unfit unfit) {
    return of(unfit, Picture.USUAL);
  }

  /** The same where other bounds were given. */
  public static StatusRuntimeException of(Picture.Unfit unfit, Picture.Bounds bounds) {
    return switch (unfit) {
      case Picture.Unfit.TooLong tooLong ->
          refuse(
              ErrorCode.PAYLOAD_TOO_LARGE,
              tooLong.bytes() + " bytes (expected: at most " + bounds.maxBytes() + ")");
      case Picture.Unfit.Unreadable ignored ->
          refuse(
              ErrorCode.PICTURE_UNREADABLE,
              "expected a whole file in "
                  + (bounds.formats().contains(Picture.Format.GIF)
                      ? "PNG, JPEG, WebP or GIF (89a)"
                      : "PNG, JPEG or WebP"));
      case Picture.Unfit.WrongDimensions wrong ->
          refuse(
              ErrorCode.PICTURE_DIMENSIONS,
              "%d by %d pixels (expected: %d to %d on each side)"
                  .formatted(wrong.width(), wrong.height(), Picture.MIN_SIDE, bounds.maxSide()));
    };
  }

  private static StatusRuntimeException refuse(ErrorCode code, String expected) {
    return Problems.refuseField(code, "picture", expected);
  }
}
