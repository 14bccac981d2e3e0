import { describe, expect, it } from 'vitest';
import { centred, MAX_ZOOM, pushed, squareOf, zoomed, type Size } from './crop';

const WIDE: Size = { width: 400, height: 200 };
const TALL: Size = { width: 100, height: 300 };

describe('the square of a picture', () => {
  it('begins as the largest, in the middle', () => {
    expect(squareOf(WIDE, centred(WIDE))).toEqual({ left: 100, top: 0, side: 200 });
    expect(squareOf(TALL, centred(TALL))).toEqual({ left: 0, top: 100, side: 100 });
  });

  it('goes the other way when the picture is pushed', () => {
    const right = pushed(WIDE, centred(WIDE), 0.25, 0);
    expect(squareOf(WIDE, right)).toEqual({ left: 50, top: 0, side: 200 });
  });

  it('stops at the edges of the picture', () => {
    const farLeft = pushed(WIDE, centred(WIDE), 9, 9);
    expect(squareOf(WIDE, farLeft)).toEqual({ left: 0, top: 0, side: 200 });
    const bottom = pushed(TALL, centred(TALL), -9, -9);
    expect(squareOf(TALL, bottom)).toEqual({ left: 0, top: 200, side: 100 });
  });

  it('shrinks around its centre when one zooms in', () => {
    expect(squareOf(WIDE, zoomed(WIDE, centred(WIDE), 2))).toEqual({ left: 150, top: 50, side: 100 });
  });

  it('moves by its own side, however near it is', () => {
    const near = zoomed(WIDE, centred(WIDE), 4);
    expect(squareOf(WIDE, pushed(WIDE, near, 1, 0)).left).toBe(squareOf(WIDE, near).left - 50);
  });

  it('is pulled back inside when one zooms out in a corner', () => {
    const corner = pushed(WIDE, zoomed(WIDE, centred(WIDE), 4), 9, 9);
    expect(squareOf(WIDE, corner)).toEqual({ left: 0, top: 0, side: 50 });
    expect(squareOf(WIDE, zoomed(WIDE, corner, 1))).toEqual({ left: 0, top: 0, side: 200 });
  });

  it('is never larger than the picture, nor too small to make out', () => {
    expect(zoomed(WIDE, centred(WIDE), 0.1).zoom).toBe(1);
    expect(zoomed(WIDE, centred(WIDE), 100).zoom).toBe(MAX_ZOOM);
  });
});
