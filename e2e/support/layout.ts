import type { Locator, Page } from '@playwright/test';

/** By how many pixels a page is wider than its window; more than 0, and it scrolls sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Brings what moves to its end, and waits for the fonts. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let round = 0; round < 50; round++) {
      // What was clicked a moment ago moves only once it is drawn, and one thing may come after another.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      const moving = document
        .getAnimations()
        .filter(
          ({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().iterations !== Infinity,
        );
      if (moving.length === 0) return;
      for (const animation of moving) animation.finish();
    }
    throw new Error('something moves for ever');
  });
}

/** By how many pixels a list ends below what is in view. */
export function fromEnd(list: Locator): Promise<number> {
  return list.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
}

/** Pixels by which the wheel turns at once. */
export const TURN = 150;

/** By how many pixels what is in the middle of the view moves otherwise than the wheel turns: up by `turn`, down where that is negative. */
export async function drift(log: Locator, turn = TURN): Promise<number> {
  const before = await log.evaluate((element) => {
    const middle = element.getBoundingClientRect().top + element.clientHeight / 2;
    const rows = [...element.querySelectorAll<HTMLElement>('article')];
    const row = rows.find((each) => each.getBoundingClientRect().bottom > middle);
    if (row !== undefined) row.dataset.probe = 'yes';
    const { scrollTop, scrollHeight, clientHeight } = element;
    return {
      top: row?.getBoundingClientRect().top ?? 0,
      above: scrollTop,
      below: scrollHeight - scrollTop - clientHeight,
    };
  });
  await log.page().mouse.wheel(0, -turn);
  return log.evaluate(
    async (element, { top, above, below, turn }) => {
      const frames = async (most: number, until: () => boolean) => {
        for (let frame = 0; frame < most && !until(); frame++) await new Promise(requestAnimationFrame);
      };
      await frames(30, () => element.scrollTop !== above);
      // What comes into view is measured, and what is loaded is put in its place.
      await frames(3, () => false);
      const row = element.querySelector<HTMLElement>('[data-probe]');
      const now = row?.getBoundingClientRect().top;
      delete row?.dataset.probe;
      // At the very top or bottom, and where the wheel has not been heard yet, nothing has to move.
      const stood = now !== undefined && Math.abs(now - top) <= 1;
      const ended = turn > 0 ? above < turn : below < -turn;
      return now === undefined || stood || ended ? 0 : Math.abs(now - top - turn);
    },
    { ...before, turn },
  );
}
