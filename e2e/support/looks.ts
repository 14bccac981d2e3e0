import type { BrowserContextOptions, Page } from '@playwright/test';
import axe from 'axe-core';
import { expect, test } from './fixtures.ts';
import { overflow, settled } from './layout.ts';

/** Pictures for people to look at. */
const PICTURES = 'test-results/screens';

const PHONE = { width: 390, height: 844 };

/** What screens are looked at with. A phone is narrow, and knows no pointer that hovers. */
export const DEVICES: Readonly<Record<string, BrowserContextOptions>> = {
  desk: {},
  phone: { viewport: PHONE, hasTouch: true, isMobile: true },
};

/** What WCAG 2.2 asks for at level AA. */
const RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/** Looks at a screen, light and dark: as a picture for people, as an accessibility checker, and for what sticks out. */
export async function look(page: Page, name: string): Promise<void> {
  await test.step(`looks: ${name}`, async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await inOrder(page, `${name}-${colorScheme}`);
    }
  });
}

/** Looks at a screen that a desk shows, there and as narrow as on a phone. */
export async function lookEverywhere(page: Page, name: string): Promise<void> {
  await look(page, name);
  const desk = page.viewportSize();
  if (desk === null) throw new Error('the page has no size to come back to');
  await page.setViewportSize(PHONE);
  await inOrder(page, `${name}-narrow`);
  await page.setViewportSize(desk);
}

async function inOrder(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
  expect.soft(await overflow(page), `${name}: pixels wider than the screen`).toBeLessThanOrEqual(0);
  expect.soft(await inaccessible(page), `${name} is accessible`).toEqual([]);
}

/** What axe finds on a page. Its builder for Playwright takes five times as long, for frames, which there are none of. */
async function inaccessible(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, {
      runOnly: rules,
      resultTypes: ['violations'],
    } as Parameters<typeof checker.run>[1]);
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, RULES);
}
