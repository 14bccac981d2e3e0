/** What the list remembers of how it was scrolled. */
export interface ScrollPosition {
  readonly offset: number;
  /** At the newest message, and staying there as more come. */
  readonly atEnd: boolean;
}

export interface Viewport {
  readonly offset: number;
  readonly scrollSize: number;
  readonly viewportSize: number;
}

const END_PX = 32;
/** Older messages are asked for this far before the top, so that there is hardly ever a wait. */
const EARLY_PX = 1_200;

/**
 * The position after the list has moved. The end is only left by moving up: content that grows, is measured, or is added
 * below also moves things, and that must not tear the list from its end.
 */
export function scrolled(before: ScrollPosition, viewport: Viewport): ScrollPosition {
  const { offset } = viewport;
  return { offset, atEnd: isAtEnd(viewport) || (before.atEnd && offset >= before.offset) };
}

/** Whether the end is in view, wherever the list is meant to be. */
export function isAtEnd({ offset, scrollSize, viewportSize }: Viewport): boolean {
  return scrollSize - offset - viewportSize <= END_PX;
}

export function isNearTop({ offset }: Viewport): boolean {
  return offset < EARLY_PX;
}

/** Newer messages, where there are some, are asked for as early. */
export function isNearBottom({ offset, scrollSize, viewportSize }: Viewport): boolean {
  return scrollSize - offset - viewportSize < EARLY_PX;
}

/** Whether lines came or went above the ones that stay: the list then keeps its place from the end. */
export function isChangedAbove(before: readonly { key: string }[], after: readonly { key: string }[]): boolean {
  if (after.length > before.length) return before.length > 0 && before.at(-1)?.key === after.at(-1)?.key;
  // The first line is that of the day, which may be the same for other messages.
  const second = after[1]?.key;
  return after.length < before.length && before.findIndex(({ key }) => key === second) > 1;
}
