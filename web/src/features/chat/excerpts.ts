import { toProblem } from '@/rpc/problem';
import type { MessageChange } from './messageChange';
import type { Excerpt, TimelineItem } from './model';
import type { Store } from './store';
import { changeItem, merge } from './timeline';

/** Where to read from: the newest messages, those before a position, or those after one. */
export interface LogWindow {
  readonly before?: number;
  readonly after?: number;
}

type Read = (roomId: string, window: LogWindow) => Promise<{ items: readonly TimelineItem[]; hasMore: boolean }>;

/**
 * Parts of rooms' logs away from their end, around a message that somebody was led to. One that grows until it meets the end
 * becomes a part of the timeline.
 */
export class Excerpts {
  constructor(
    private readonly store: Store,
    private readonly read: Read,
  ) {}

  /** Reads what is around a position, unless the timeline has it. */
  async open(roomId: string, around: number): Promise<void> {
    if (this.#isAtHand(roomId, around)) {
      this.close(roomId);
      return;
    }
    const loading: Excerpt = { kind: 'loading', around };
    this.#put(roomId, loading);
    try {
      const [upTo, after] = await Promise.all([
        this.read(roomId, { before: around + 1 }),
        this.read(roomId, { after: around }),
      ]);
      if (this.#of(roomId) !== loading) return;
      this.#put(roomId, {
        kind: 'ready',
        around,
        items: merge(upTo.items, after.items),
        older: upTo.hasMore ? 'more' : 'none',
        newer: after.hasMore ? 'more' : 'none',
      });
      this.join(roomId);
    } catch (error) {
      if (this.#of(roomId) === loading) this.#put(roomId, { kind: 'failed', around, problem: toProblem(error) });
    }
  }

  /** The person looks at the end of the room again. */
  close(roomId: string): void {
    if (this.#of(roomId) === undefined) return;
    const { [roomId]: _, ...excerpts } = this.store.get().excerpts;
    this.store.set({ excerpts });
  }

  /** What is at hand may be old. */
  readAnew(roomId: string): void {
    const excerpt = this.#of(roomId);
    if (excerpt !== undefined) void this.open(roomId, excerpt.around);
  }

  change(roomId: string, change: MessageChange): void {
    const excerpt = this.#of(roomId);
    if (excerpt?.kind !== 'ready') return;
    const items = changeItem(excerpt.items, change);
    if (items !== excerpt.items) this.#put(roomId, { ...excerpt, items });
  }

  loadOlder(roomId: string): Promise<void> {
    return this.#load(roomId, 'older');
  }

  loadNewer(roomId: string): Promise<void> {
    return this.#load(roomId, 'newer');
  }

  /** Makes it a part of the timeline where both meet. */
  join(roomId: string): void {
    const excerpt = this.#of(roomId);
    const timeline = this.store.get().timelines[roomId];
    if (excerpt?.kind !== 'ready' || timeline?.kind !== 'ready') return;
    const first = timeline.items[0]?.seq ?? Infinity;
    if (excerpt.newer !== 'none' && (excerpt.items.at(-1)?.seq ?? 0) < first) return;
    const older = (excerpt.items[0]?.seq ?? Infinity) < first ? excerpt.older : timeline.older;
    const items = merge(timeline.items, excerpt.items);
    this.store.batch(() => {
      this.store.set({ timelines: { ...this.store.get().timelines, [roomId]: { kind: 'ready', items, older } } });
      this.close(roomId);
    });
  }

  async #load(roomId: string, where: 'older' | 'newer'): Promise<void> {
    const excerpt = this.#of(roomId);
    if (excerpt?.kind !== 'ready' || (excerpt[where] !== 'more' && excerpt[where] !== 'failed')) return;
    const edge = excerpt.items.at(where === 'older' ? 0 : -1)?.seq;
    if (edge === undefined) return;
    this.#put(roomId, { ...excerpt, [where]: 'loading' });
    try {
      const page = await this.read(roomId, where === 'older' ? { before: edge } : { after: edge });
      const now = this.#of(roomId);
      if (now?.kind !== 'ready' || now.around !== excerpt.around) return;
      this.#put(roomId, { ...now, items: merge(now.items, page.items), [where]: page.hasMore ? 'more' : 'none' });
      this.join(roomId);
    } catch {
      const now = this.#of(roomId);
      if (now?.kind === 'ready') this.#put(roomId, { ...now, [where]: 'failed' });
    }
  }

  #isAtHand(roomId: string, seq: number): boolean {
    const timeline = this.store.get().timelines[roomId];
    return timeline?.kind === 'ready' && timeline.items.some((item) => item.seq === seq);
  }

  #of(roomId: string): Excerpt | undefined {
    return this.store.get().excerpts[roomId];
  }

  #put(roomId: string, excerpt: Excerpt): void {
    this.store.set({ excerpts: { ...this.store.get().excerpts, [roomId]: excerpt } });
  }
}
