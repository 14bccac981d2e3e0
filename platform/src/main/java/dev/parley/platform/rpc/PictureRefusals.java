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
    return switch (unfit) {
      case Picture.Unfit.TooLong tooLong ->
          refuse(
              ErrorCode.PAYLOAD_TOO_LARGE,
              tooLong.bytes() + " bytes (expected: at most " + Picture.MAX_BYTES + ")");
      case Picture.Unfit.Unreadable ignored ->
          refuse(ErrorCode.PICTURE_UNREADABLE, "expected a whole file in PNG, JPEG or WebP");
      case Picture.Unfit.WrongDimensions wrong ->
          refuse(
              ErrorCode.PICTURE_DIMENSIONS,
              "%d by %d pixels (expected: %d to %d on each side)"
                  .formatted(wrong.width(), wrong.height(), Picture.MIN_SIDE, Picture.MAX_SIDE));
    };
  }

  private static StatusRuntimeException refuse(ErrorCode code, String expected) {
    return Problems.refuseField(code, "picture", expected);
  }
}
