import type { SavedItemChanged, ScheduledMessageChanged } from '@/gen/parley/v1/chat_pb';
import type { SavedItem, ScheduledMessage } from './model';
import type { Store } from './store';
import { toSavedItem, toScheduledMessage } from './wire';

export interface LaterPorts {
  /** What the person has saved that is not done. */
  listSaved(): Promise<readonly SavedItem[]>;
  /** What they say later. */
  listScheduled(): Promise<readonly ScheduledMessage[]>;
}

/** What the person has saved for later, and what they say later: short lists, which the own log keeps true. */
export class Later {
  constructor(
    private readonly store: Store,
    private readonly ports: LaterPorts,
    /** The own log said something of them: a list that was asked for before may be older. */
    private readonly moved: () => void,
  ) {}

  /** Asks for both; what is answered takes them over. */
  async list(): Promise<() => void> {
    const [saved, scheduled] = await Promise.all([this.ports.listSaved(), this.ports.listScheduled()]);
    return () => {
      const savedNews = this.store.get().savedNews + 1;
      this.store.set({ saved: byId(saved), savedNews, scheduled: byId(scheduled) });
    };
  }

  /** Something was saved, is due, or is not open any more. */
  savedChanged({ itemId, item }: SavedItemChanged): void {
    this.moved();
    const { saved, savedNews } = this.store.get();
    const { [itemId]: _, ...others } = saved;
    const open = item === undefined || item.doneTime !== undefined ? null : toSavedItem(item);
    this.store.set({ saved: open === null ? others : { ...others, [itemId]: open }, savedNews: savedNews + 1 });
  }

  /** Something is said later, or not any more. */
  scheduledChanged({ scheduledMessageId: id, scheduledMessage }: ScheduledMessageChanged): void {
    this.moved();
    const { [id]: _, ...others } = this.store.get().scheduled;
    this.store.set({
      scheduled: scheduledMessage === undefined ? others : { ...others, [id]: toScheduledMessage(scheduledMessage) },
    });
  }
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Readonly<Record<string, Item>> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}
