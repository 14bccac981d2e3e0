import type { Locator, Page } from '@playwright/test';

/** By how many pixels a page is wider than its window; more than 0, and it scrolls sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Nothing moves any more, and the fonts are there. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

/** By how many pixels a list ends below what is in view. */
export function fromEnd(list: Locator): Promise<number> {
  return list.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
}
