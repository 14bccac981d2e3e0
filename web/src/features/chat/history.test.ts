import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftKey, type DraftPlace } from './drafts';
import { GRACE, ME } from './engineHarness';
import { Browser, type Page } from './historyBrowser';
import { seeded, seen, World } from './historyWorld';
import { begin, mentionCount, unreadCount } from './unread';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SEEDS = 250;
const STEPS = 60;
const AT_ONCE = 10;
/** Far more than they take; several machines' worth of other work may be going on. */
const LIMIT_MS = 120_000;
const ROOMS = ['north', 'south'];
const EMOJI = ['👍', '❤️', '🎉'];
const NOTHING_READ = begin({ seq: 0, ordinal: 0, headOrdinal: 0, headSeq: 0, unreadCount: 0, mentionCount: 0 });

/** One random life: people talk, connections break, pages crash and are opened again. Answers what is left of it. */
async function live(seed: number): Promise<{ world: World; browser: Browser }> {
  const random = seeded(seed);
  const world = new World(ROOMS, random);
  const browser = new Browser(world, random);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  let typed = 0;
  const lookedBack: (() => void)[] = [];
  const anyPage = (): Page => pick(browser.pages);
  const react = ({ engine }: Page, roomId: string) => {
    const timeline = engine.state().timelines[roomId];
    const item = timeline?.kind === 'ready' ? timeline.items.at(-1 - Math.floor(random() * 5)) : undefined;
    if (item?.kind === 'message') engine.react(roomId, item.message.id, pick(EMOJI), random() < 0.7);
  };
  const write = ({ engine }: Page, place: DraftPlace) => engine.draft(place, random() < 0.3 ? '' : `begun ${++typed}`);
  const anyThread = (act: (roomId: string, threadId: string) => unknown) => {
    const followed = world.standings();
    if (followed.length > 0) {
      const { roomId, threadId } = pick(followed);
      act(roomId, threadId);
    }
  };
  const steps: [number, () => unknown][] = [
    [8, () => browser.type(anyPage(), pick(ROOMS), `mine ${++typed}`)],
    [6, () => world.say(pick(ROOMS), random() < 0.3 ? '@ada' : 'theirs')],
    [4, () => world.edit(pick(ROOMS), random() < 0.3 ? 'now for @ada' : `edited ${Math.floor(random() * 9)}`)],
    [3, () => world.delete(pick(ROOMS))],
    [2, () => world.pin(pick(ROOMS))],
    [2, () => world.update(pick(ROOMS), `page ${random()}`)],
    [1, () => world.say(pick(ROOMS), 'or not?')],
    [3, () => world.vote(pick(ROOMS))],
    [4, () => world.toggle(pick(ROOMS), pick(EMOJI), pick([GRACE, ME]))],
    [2, () => react(anyPage(), pick(ROOMS))],
    [5, () => world.reply(pick(ROOMS), random() < 0.4 ? '@ada?' : 'a reply')],
    [2, () => world.deleteReply(pick(ROOMS))],
    [2, () => anyThread((roomId, id) => anyPage().engine.openThread(roomId, id, null))],
    [2, () => anyThread((_, id) => anyPage().engine.lookAtThread(id))],
    [1, () => anyThread((_, id) => anyPage().engine.lookAwayFromThread(id))],
    [1, () => anyThread((_, id) => anyPage().engine.closeThread(id))],
    [
      1,
      () =>
        anyThread(
          (roomId, id) =>
            void anyPage()
              .engine.followThread(roomId, id, random() < 0.5)
              .catch(() => null),
        ),
    ],
    [1, () => anyThread((roomId, id) => anyPage().engine.markThreadUnread(roomId, id, Math.ceil(random() * 50)))],
    [1, () => world.disappear(pick(ROOMS), Math.ceil(random() * 9) * 3_600)],
    [1, () => world.desk.save(pick(ROOMS))],
    [1, () => world.desk.fallDue()],
    [1, () => world.desk.finish()],
    [1, () => world.desk.schedule(pick(ROOMS), 'good morning')],
    [1, () => world.desk.reword(`good day ${random()}`)],
    [1, () => world.desk.sayScheduled()],
    [3, () => write(anyPage(), { roomId: pick(ROOMS) })],
    [1, () => anyThread((roomId, threadId) => write(anyPage(), { roomId, threadId }))],
    [1, () => world.desk.putDraft({ roomId: pick(ROOMS) }, `elsewhere ${++typed}`)],
    [1, () => anyPage().engine.loadOlder(pick(ROOMS))],
    [1, () => lookedBack.push(anyPage().engine.lookBack(pick(ROOMS)))],
    [1, () => lookedBack.pop()?.()],
    [1, () => Array.from({ length: 30 }, () => world.say(pick(ROOMS), 'many'))],
    [3, () => anyPage().engine.open(pick(ROOMS))],
    [2, () => anyPage().cut()],
    [2, () => (world.reachable = !world.reachable)],
    [2, () => browser.reload(anyPage())],
    // While a page reads what there is, it becomes more, by the clock that the test turns.
    [
      1,
      () => {
        browser.reload(anyPage());
        for (let at = 20; at < 200; at += 20) setTimeout(() => world.desk.save(pick(ROOMS)), at);
      },
    ],
    [1, () => browser.pages.length < 3 && browser.open()],
    [1, () => browser.pages.length > 1 && browser.crash(anyPage())],
    [1, () => (browser.device.full = !browser.device.full)],
    [1, () => anyPage().engine.wake()],
    [3, () => anyPage().engine.look(pick(ROOMS))],
    [2, () => ROOMS.forEach((room) => anyPage().engine.lookAway(room))],
    [1, () => anyPage().engine.markUnread(pick(ROOMS), Math.ceil(random() * 5))],
  ];
  const weighted = steps.flatMap(([weight, step]) => Array.from({ length: weight }, () => step));
  browser.open();
  for (let step = 0; step < STEPS; step++) {
    pick(weighted)();
    await vi.advanceTimersByTimeAsync(random() < 0.3 ? random() * 3_000 : random() * 40);
  }
  world.reachable = true;
  browser.device.full = false;
  // What nobody's open page knows of any more is on the device, and goes out when a page is opened.
  browser.open();
  await vi.advanceTimersByTimeAsync(120_000);
  return { world, browser };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Record<string, Item> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

describe(`in ${SEEDS} random histories`, () => {
  it.each(Array.from({ length: SEEDS / AT_ONCE }, (_, index) => index * AT_ONCE + 1))(
    'from seed %i on',
    async (first) => {
      for (let seed = first; seed < first + AT_ONCE; seed++) {
        const { world, browser } = await live(seed);
        const told = `seed ${seed}`;

        for (const roomId of ROOMS) {
          const mine = world.texts(roomId).filter((text) => text.startsWith('mine'));
          const { certain, possible } = browser.promised(roomId);
          expect(new Set(mine).size, `${told}: said once`).toBe(mine.length);
          expect(mine, `${told}: nothing lost`).toEqual(expect.arrayContaining(certain));
          expect(possible, `${told}: nothing invented`).toEqual(expect.arrayContaining(mine));
          for (const page of browser.typedBy(roomId)) {
            const own = mine.filter((text) => page.includes(text));
            expect(own, `${told}: in order`).toEqual(page.filter((text) => own.includes(text)));
          }
        }

        for (const page of browser.pages) {
          expect(page.engine.state().outbox, `${told}: nothing waits`).toEqual([]);
          expect(page.engine.state().connection.kind, told).toBe('live');
          const threads = Object.entries(page.engine.state().threads).map(([id, { read }]) => [
            id,
            unreadCount(read),
            mentionCount(read),
          ]);
          expect(threads.sort(), `${told}: threads as unread as they are`).toEqual(
            world
              .standings()
              .map(({ threadId, position }) => [threadId, position.unreadCount, position.mentionCount])
              .sort(),
          );
          const { saved, scheduled, drafts, thread } = page.engine.state();
          expect(saved, `${told}: what is saved`).toEqual(byId(world.desk.saved()));
          expect(scheduled, `${told}: what is said later`).toEqual(byId(world.desk.scheduled()));
          expect(drafts, `${told}: what is begun`).toEqual(
            Object.fromEntries(world.desk.drafts().map((draft) => [draftKey(draft), draft.text])),
          );
          if (thread?.kind === 'ready') {
            const replies = thread.items.flatMap((item) => (item.kind === 'message' ? [seen(item.message)] : []));
            const all = world.replies(thread.id, { pageSize: 10_000 }).messages.map(seen);
            expect(thread.newer, told).toBe('none');
            expect(replies, `${told}: the thread as it is`).toEqual(all.slice(all.length - replies.length));
            expect(replies.length > 0, told).toBe(all.length > 0);
            expect(seen(thread.root), told).toBe(seen(world.thread(thread.id).root));
          }
          for (const roomId of ROOMS) {
            const { read, lifetimeSeconds } = page.engine.state().rooms?.[roomId] ?? {};
            expect(lifetimeSeconds, told).toBe(world.room(roomId).messageLifetimeSeconds);
            const counts = read && [unreadCount(read), mentionCount(read)];
            expect(counts, `${told}: ${roomId} as unread as it is`).toEqual(world.unread(roomId));
            const shown = page.shown(roomId);
            if (shown !== null)
              expect(shown, `${told}: ${roomId} as it is`).toEqual(world.log(roomId).slice(-shown.length));
          }
        }
        expect(browser.device.content().outbox, `${told}: nothing is left on the device`).toEqual([]);

        // What a page is told after a start from the device equals what a page is told that knows nothing.
        const kept = browser.open();
        const fresh = new Browser(world, seeded(seed)).open();
        await vi.advanceTimersByTimeAsync(10_000);
        for (const roomId of ROOMS) [kept, fresh].forEach((page) => page.engine.open(roomId));
        await vi.advanceTimersByTimeAsync(10_000);
        for (const roomId of ROOMS) {
          const [one, other] = [kept.shown(roomId) ?? [], fresh.shown(roomId) ?? []];
          const common = Math.min(one.length, other.length);
          expect(common, told).toBeGreaterThan(0);
          expect(one.slice(-common), `${told}: ${roomId} as for a newcomer`).toEqual(other.slice(-common));
          const facts = ({ engine }: Page) => ({
            ...engine.state().rooms?.[roomId],
            membersSeq: 0,
            pinsSeq: 0,
            newestSeq: 0,
            newestTime: 0,
            read: unreadCount(engine.state().rooms?.[roomId]?.read ?? NOTHING_READ),
          });
          expect(facts(kept), told).toEqual(facts(fresh));
        }
        vi.clearAllTimers();
      }
    },
    LIMIT_MS,
  );
});
