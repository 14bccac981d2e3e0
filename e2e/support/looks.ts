import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { overflow, settled } from './layout.ts';

/** Pictures for people to look at. */
const PICTURES = 'test-results/screens';

/** Looks at a page in both themes: as a picture, and as an accessibility checker. */
export async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    await page.screenshot({ path: `${PICTURES}/${name}-${colorScheme}.png` });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const broken = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect.soft(broken, `${name}, ${colorScheme}, is accessible`).toEqual([]);
  }
  expect.soft(await overflow(page), `${name}: pixels wider than the screen`).toBeLessThanOrEqual(0);
  await page.emulateMedia({ colorScheme: 'light' });
}
