import type { Locator } from '@playwright/test';

/** What was drawn while something happened. */
export interface Motion {
  /** Where the top of the element was, in whole pixels, each place once, as they came. */
  readonly places: readonly number[];
  /** Names of the animations that ran in it. */
  readonly animations: readonly string[];
  /** How long the longest of them is, in milliseconds. */
  readonly longest: number;
}

/** Watches an element frame by frame while something happens, until what it set going has come to rest. */
export async function motionOf(element: Locator, during: () => Promise<void>): Promise<Motion> {
  const watch = await element.evaluateHandle((watched) => {
    const places: number[] = [];
    const animations = new Map<string, number>();
    const moving = () =>
      watched.getAnimations({ subtree: true }).filter((each): each is CSSAnimation => each instanceof CSSAnimation);
    let frame = 0;
    const see = () => {
      const top = Math.round(watched.getBoundingClientRect().top);
      if (places.at(-1) !== top) places.push(top);
      for (const each of moving()) {
        animations.set(each.animationName, Number(each.effect?.getComputedTiming().duration ?? 0));
      }
    };
    const seeEach = () => {
      see();
      frame = requestAnimationFrame(seeEach);
    };
    // One that is over before the next frame is seen too.
    watched.addEventListener('animationstart', see);
    seeEach();
    return {
      end: async () => {
        while (moving().length > 0) await new Promise(requestAnimationFrame);
        cancelAnimationFrame(frame);
        watched.removeEventListener('animationstart', see);
        return { places, animations: [...animations.keys()], longest: Math.max(0, ...animations.values()) };
      },
    };
  });
  await during();
  return watch.evaluate((each) => each.end());
}
