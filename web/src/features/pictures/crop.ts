/** How large a picture is, in its own pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Which square of a picture is taken: its centre in the picture's pixels, and how many times it fits into the shorter side. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** A square in a picture's pixels. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

export const MAX_ZOOM = 8;

/** The largest square, in the middle. */
export function centred({ width, height }: Size): Crop {
  return { x: width / 2, y: height / 2, zoom: 1 };
}

export function squareOf(size: Size, { x, y, zoom }: Crop): Square {
  const side = Math.min(size.width, size.height) / zoom;
  return { left: x - side / 2, top: y - side / 2, side };
}

/** The picture was pushed by a part of the square's side: to the right and down where positive. */
export function pushed(size: Size, crop: Crop, right: number, down: number): Crop {
  const { side } = squareOf(size, crop);
  return within(size, { ...crop, x: crop.x - right * side, y: crop.y - down * side });
}

/** Nearer or farther, around the same centre as far as the picture's edges allow. */
export function zoomed(size: Size, crop: Crop, zoom: number): Crop {
  return within(size, { ...crop, zoom: clamp(zoom, 1, MAX_ZOOM) });
}

/** Never beyond the picture's edges. */
function within(size: Size, crop: Crop): Crop {
  const half = squareOf(size, crop).side / 2;
  return {
    ...crop,
    x: clamp(crop.x, half, size.width - half),
    y: clamp(crop.y, half, size.height - half),
  };
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.min(Math.max(value, least), greatest);
}
