import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { pushed, squareOf, zoomed, type Crop } from './crop';

/** Pixels of the picture that is made, on each side. */
export const AVATAR_SIDE = 256;

/** By how much of the square's side an arrow key pushes the picture. */
const STEP = 1 / 32;
const NEARER = 1.1;

interface CropAreaProps {
  picture: ImageBitmap;
  crop: Crop;
  onChange: (crop: Crop) => void;
  /** What is drawn on it is the picture that one gets. */
  canvas: RefObject<HTMLCanvasElement | null>;
}

/** The square of a picture, which is dragged and zoomed by pointer, wheel and keyboard. */
export function CropArea({ picture, crop, onChange, canvas }: CropAreaProps) {
  const held = useRef<{ readonly x: number; readonly y: number } | null>(null);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context == null) return;
    const { left, top, side } = squareOf(picture, crop);
    context.imageSmoothingQuality = 'high';
    context.clearRect(0, 0, AVATAR_SIDE, AVATAR_SIDE);
    context.drawImage(picture, left, top, side, side, 0, 0, AVATAR_SIDE, AVATAR_SIDE);
  }, [canvas, picture, crop]);

  // React listens to the wheel passively, and the page would scroll along.
  useEffect(() => {
    const element = canvas.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      onChange(zoomed(picture, crop, crop.zoom * (event.deltaY < 0 ? NEARER : 1 / NEARER)));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [canvas, picture, crop, onChange]);

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY };
  };

  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    if (held.current === null) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    const { x, y } = held.current;
    held.current = { x: event.clientX, y: event.clientY };
    onChange(pushed(picture, crop, (event.clientX - x) / width, (event.clientY - y) / height));
  };

  const letGo = () => {
    held.current = null;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(picture, crop, event.key);
    if (next === null) return;
    event.preventDefault();
    onChange(next);
  };

  return (
    <canvas
      ref={canvas}
      // It is one thing to move about in, which no other role says.
      // eslint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role
      role="application"
      aria-label="Part of the picture that is shown. Move it with the arrow keys, zoom with plus and minus."
      tabIndex={0}
      width={AVATAR_SIDE}
      height={AVATAR_SIDE}
      className="size-64 cursor-grab touch-none self-center rounded-xl bg-sunken active:cursor-grabbing"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyDown={onKeyDown}
    />
  );
}

/** What a key makes of it; null where it means nothing here. */
function moved(picture: ImageBitmap, crop: Crop, key: string): Crop | null {
  switch (key) {
    case 'ArrowLeft':
      return pushed(picture, crop, -STEP, 0);
    case 'ArrowRight':
      return pushed(picture, crop, STEP, 0);
    case 'ArrowUp':
      return pushed(picture, crop, 0, -STEP);
    case 'ArrowDown':
      return pushed(picture, crop, 0, STEP);
    case '+':
    case '=':
      return zoomed(picture, crop, crop.zoom * NEARER);
    case '-':
      return zoomed(picture, crop, crop.zoom / NEARER);
    default:
      return null;
  }
}
