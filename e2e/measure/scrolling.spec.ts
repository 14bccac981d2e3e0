import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { fromEnd } from '../support/layout.ts';
import { roomName } from '../support/person.ts';
import { figure, quantile, SHARE } from './figures.ts';
import { NO_LIMITS } from './server.ts';
import { talk } from './talk.ts';

const MESSAGES = Math.max(1_500, Math.round(10_000 * SHARE));
const PER_SECOND = 60;
/** How long a stretch of one movement is. */
const STRETCH_S = 10;
/** Pixels a second; what is right for these messages is found on the way. */
const FIRST_SPEED = 3_000;

test.use({ settings: NO_LIMITS });

test('scrolling through a long room', async ({ someone, server, browser }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Long'));
  await talk(server.url, ada, ada.roomId, MESSAGES);
  const { page } = ada;
  await page.reload();
  const log = page.getByRole('log');
  await expect(log.getByRole('article').last()).toBeVisible();
  await expect.poll(() => fromEnd(log)).toBeLessThanOrEqual(1);

  const box = await log.boundingBox();
  if (box === null) throw new Error('the list is not in view');
  const input = await ada.context.newCDPSession(page);
  const intervals: number[] = [];
  const rates: number[] = [];
  let speed = FIRST_SPEED;
  let first = await firstInView(page);
  for (let stretch = 0; ; stretch++) {
    expect(stretch * STRETCH_S, 'the beginning is reached').toBeLessThan((2 * MESSAGES) / PER_SECOND);
    const frames = await framesDuring(browser, () =>
      input.send('Input.synthesizeScrollGesture', {
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        yDistance: speed * STRETCH_S,
        speed,
        gestureSourceType: 'mouse',
        preventFling: true,
      }),
    );
    const before = first;
    first = await firstInView(page);
    const passed = before - first;
    // At the beginning of the room nothing moves, and nothing is drawn.
    if (passed < (PER_SECOND * STRETCH_S) / 2) break;
    intervals.push(...frames);
    rates.push(passed / STRETCH_S);
    // Messages are not all as high.
    speed = Math.round((speed * PER_SECOND * STRETCH_S) / passed);
  }

  expect(first, 'the beginning is reached').toBeLessThan(PER_SECOND);

  const inTime = intervals.filter((interval) => interval < 20).length / intervals.length;
  figure('scrolling: messages passed a second', quantile(rates, 0.5), '1/s');
  figure(
    'scrolling: frames a second',
    (1_000 * intervals.length) / intervals.reduce((sum, each) => sum + each, 0),
    '1/s',
  );
  figure('scrolling: frames under 20 ms', 100 * inTime, '%');
  figure('scrolling: time between frames, p95', quantile(intervals, 0.95), 'ms');
  figure('scrolling: time between frames, p99', quantile(intervals, 0.99), 'ms');
});

/** The number of the topmost message in the page. */
async function firstInView(page: Page): Promise<number> {
  const texts = await page.getByRole('log').getByRole('article').allInnerTexts();
  const [first] = texts.flatMap((text) => /\((\d+)\)$/mu.exec(text)?.[1] ?? []);
  if (first === undefined) throw new Error(`no message has a number: ${texts.join()}`);
  return Number(first);
}

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly pid: number;
  readonly ts: number;
}

/** Milliseconds between the frames that Chromium drew meanwhile, by its own trace. */
async function framesDuring(browser: Browser, action: () => Promise<unknown>): Promise<number[]> {
  const tracer = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  tracer.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await tracer.send('Tracing.start', {
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline.frame'] },
    transferMode: 'ReportEvents',
  });
  await action();
  const complete = new Promise((resolve) => tracer.once('Tracing.tracingComplete', resolve));
  await tracer.send('Tracing.end');
  await complete;
  await tracer.detach();
  const drawn = events.filter(({ name }) => name === 'DrawFrame').map(({ ts }) => ts / 1_000);
  drawn.sort((one, other) => one - other);
  return drawn.slice(1).map((at, index) => at - (drawn[index] ?? at));
}
