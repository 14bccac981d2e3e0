import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  SavedItemSchema,
  ScheduledMessageSchema,
  type SavedItem as WireSavedItem,
  type ScheduledMessage as WireScheduledMessage,
} from '@/gen/parley/v1/chat_pb';
import { draftKey, type DraftPlace, type ListedDraft } from './drafts';
import type { OwnChange } from './engineHarness';
import type { SavedItem, ScheduledMessage } from './model';
import { toSavedItem, toScheduledMessage } from './wire';

/** What the server keeps for the person alone: what they have saved, say later and have begun to write. */
export class Desk {
  readonly #saved = new Map<string, WireSavedItem>();
  readonly #scheduled = new Map<string, WireScheduledMessage>();
  readonly #drafts = new Map<string, ListedDraft>();
  #ids = 0;

  constructor(
    /** Puts an entry into the own log, which says what there is when it is told. */
    private readonly tell: (change: () => OwnChange) => void,
    private readonly random: () => number,
  ) {}

  saved(): SavedItem[] {
    return [...this.#saved.values()].map(toSavedItem);
  }

  scheduled(): ScheduledMessage[] {
    return [...this.#scheduled.values()].map(toScheduledMessage);
  }

  drafts(): ListedDraft[] {
    return [...this.#drafts.values()];
  }

  save(roomId: string): void {
    const item = create(SavedItemSchema, { id: `item-${++this.#ids}`, roomId, messageId: `${roomId} 1` });
    this.#putItem(item.id, item);
  }

  /** The time has come to be reminded of something. */
  fallDue(): void {
    const item = this.#oneOf(this.#saved);
    if (item !== undefined) this.#putItem(item.id, { ...item, remindTime: timestampFromMs(9_000), due: true });
  }

  /** Something that was saved is done. */
  finish(): void {
    const item = this.#oneOf(this.#saved);
    if (item !== undefined) this.#putItem(item.id, null);
  }

  schedule(roomId: string, text: string): void {
    const message = create(ScheduledMessageSchema, { id: `later-${++this.#ids}`, roomId, text });
    this.#putScheduled(message.id, message);
  }

  /** The text of something that is said later becomes another. */
  reword(text: string): void {
    const message = this.#oneOf(this.#scheduled);
    if (message !== undefined) this.#putScheduled(message.id, { ...message, text });
  }

  /** Something is said that was to be said later. */
  sayScheduled(): void {
    const message = this.#oneOf(this.#scheduled);
    if (message !== undefined) this.#putScheduled(message.id, null);
  }

  putDraft(place: DraftPlace, text: string): void {
    const key = draftKey(place);
    if (text === (this.#drafts.get(key)?.text ?? '')) return;
    if (text === '') this.#drafts.delete(key);
    else this.#drafts.set(key, { ...place, text });
    this.tell(() => {
      const { roomId, threadId } = place;
      return { case: 'draftChanged', value: { roomId, threadId, text: this.#drafts.get(key)?.text ?? '' } };
    });
  }

  #putItem(itemId: string, item: WireSavedItem | null): void {
    if (item === null) this.#saved.delete(itemId);
    else this.#saved.set(itemId, item);
    this.tell(() => ({ case: 'savedItemChanged', value: { itemId, item: this.#saved.get(itemId) } }));
  }

  #putScheduled(scheduledMessageId: string, message: WireScheduledMessage | null): void {
    if (message === null) this.#scheduled.delete(scheduledMessageId);
    else this.#scheduled.set(scheduledMessageId, message);
    this.tell(() => {
      const scheduledMessage = this.#scheduled.get(scheduledMessageId);
      return { case: 'scheduledMessageChanged', value: { scheduledMessageId, scheduledMessage } };
    });
  }

  #oneOf<Item>(items: ReadonlyMap<string, Item>): Item | undefined {
    return [...items.values()][Math.floor(this.random() * items.size)];
  }
}
