import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { overflow, settled } from './layout.ts';

/** The looks in which a screen has to be in order. */
export const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** Takes a picture for people to look at, and holds the screen to what every screen is held to. */
export async function picture(page: Page, name: string): Promise<void> {
  await test.step(name, async () => {
    await settled(page);
    await page.screenshot({ path: `test-results/screens/${name}.png` });
    expect.soft(await overflow(page), `${name}: pixels wider than the screen`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const broken = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
    expect.soft(broken, `${name} is accessible`).toEqual([]);
  });
}
