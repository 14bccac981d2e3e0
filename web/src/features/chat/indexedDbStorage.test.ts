import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatChange, KeptRoom, KeptTimeline } from './chatStorage';
import { forgetChat, IndexedDbStorage, STEPS } from './indexedDbStorage';
import type { OutboxEntry, Person } from './model';
import { begin } from './unread';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

const NOTHING = { put: [], remove: [] };
const ENTRY: OutboxEntry = { clientId: 'c1', roomId: 'r1', text: 'hi', time: 1, state: 'sending' };
const GRACE: Person = { id: 'grace', username: 'grace', displayName: 'Grace', avatarVersion: '' };
const KEPT_ROOM: KeptRoom = {
  room: {
    id: 'r1',
    name: 'general',
    kind: 'CHANNEL',
    people: [],
    topic: '',
    visibility: 'PUBLIC',
    memberCount: 2,
    guestCount: 0,
    newlyAdded: false,
    avatarVersion: '',
    joinRequestCount: 0,
    description: '',
    slowModeSeconds: 0,
    lifetimeSeconds: 0,
    retentionDays: 0,
    muteEnd: null,
    archived: false,
    givenName: '',
    role: 'MEMBER',
    permissions: {},
    preferences: { favourite: false, muted: false, notifications: 'ALL' },
    newestSeq: 3,
    newestTime: 0,
    read: begin({ seq: 2, ordinal: 2, headOrdinal: 3, headSeq: 3, unreadCount: 1, mentionCount: 0 }),
    membersSeq: 0,
    pinsSeq: 0,
  },
  position: 3,
};
const TIMELINE: KeptTimeline = { roomId: 'r1', position: 3, items: [], older: 'more', usedAt: 5 };

function change(part: Partial<ChatChange>): ChatChange {
  return { rooms: NOTHING, timelines: NOTHING, drafts: NOTHING, outbox: NOTHING, ...part };
}

const everything = change({
  userSeq: 7n,
  blocked: [GRACE],
  rooms: { put: [KEPT_ROOM], remove: [] },
  timelines: { put: [TIMELINE], remove: [] },
  drafts: { put: [{ roomId: 'r1', text: 'half' }], remove: [] },
  outbox: { put: [ENTRY], remove: [] },
});

describe('the browser’s database', () => {
  it('is empty at first', async () => {
    const kept = await new IndexedDbStorage('ada').load();
    expect(kept).toEqual({ rooms: [], timelines: [], drafts: [], outbox: [], userSeq: undefined, blocked: [] });
  });

  it('gives back what was written, to the next page of the same person only', async () => {
    await new IndexedDbStorage('ada').write(everything);
    expect(await new IndexedDbStorage('ada').load()).toEqual({
      userSeq: 7n,
      rooms: [KEPT_ROOM],
      timelines: [TIMELINE],
      drafts: [{ roomId: 'r1', text: 'half' }],
      outbox: [ENTRY],
      blocked: [GRACE],
    });
    expect((await new IndexedDbStorage('grace').load()).outbox).toEqual([]);
  });

  it('replaces and removes by key', async () => {
    const storage = new IndexedDbStorage('ada');
    await storage.write(everything);
    await storage.write(
      change({
        rooms: { put: [{ ...KEPT_ROOM, position: 4 }], remove: [] },
        timelines: { put: [], remove: ['r1'] },
        drafts: { put: [], remove: ['r1'] },
        outbox: { put: [], remove: ['c1', 'never there'] },
      }),
    );
    const { rooms, timelines, drafts, outbox, userSeq } = await storage.load();
    expect(rooms).toEqual([{ ...KEPT_ROOM, position: 4 }]);
    expect([timelines, drafts, outbox]).toEqual([[], [], []]);
    expect(userSeq).toBe(7n);
  });

  it('writes all of a change or nothing: one record that cannot be kept leaves everything as it was', async () => {
    const storage = new IndexedDbStorage('ada');
    await storage.write(everything);
    const unkeepable = { ...ENTRY, text: (() => undefined) as unknown as string };
    await expect(
      storage.write(
        change({
          userSeq: 8n,
          rooms: { put: [{ ...KEPT_ROOM, position: 99 }], remove: [] },
          timelines: { put: [], remove: ['r1'] },
          outbox: { put: [unkeepable], remove: [] },
        }),
      ),
    ).rejects.toThrow();
    const kept = await storage.load();
    expect(kept.rooms).toEqual([KEPT_ROOM]);
    expect(kept.timelines).toEqual([TIMELINE]);
    expect(kept.userSeq).toBe(7n);
  });

  it('writes nothing of a change that fills the device, and goes on when there is room', async () => {
    const storage = new IndexedDbStorage('ada');
    await storage.write(everything);
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const further = change({
      timelines: { put: [], remove: ['r1'] },
      outbox: { put: [{ ...ENTRY, text: 'ho' }], remove: ['c0'] },
    });
    await expect(storage.write(further)).rejects.toMatchObject({ name: 'QuotaExceededError' });
    full.mockRestore();
    expect((await storage.load()).outbox).toEqual([ENTRY]);
    await storage.write(further);
    expect(await storage.outbox()).toMatchObject([{ text: 'ho' }]);
  });

  it('rejects where the browser has no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const storage = new IndexedDbStorage('ada');
    await expect(storage.load()).rejects.toThrow();
    await expect(storage.write(everything)).rejects.toThrow();
    await expect(storage.outbox()).rejects.toThrow();
  });

  it('is shared by the tabs of a person', async () => {
    const [one, other] = [new IndexedDbStorage('ada'), new IndexedDbStorage('ada')];
    await one.load();
    await other.write(everything);
    expect(await one.outbox()).toEqual([ENTRY]);
  });

  it('opens again after it was let go', async () => {
    const storage = new IndexedDbStorage('ada');
    await storage.write(everything);
    storage.close();
    expect(await storage.outbox()).toEqual([ENTRY]);
  });
});

describe('the second version', () => {
  it('reads rooms and their logs anew, and keeps what is nowhere else', async () => {
    const older = new IndexedDbStorage('ada', STEPS.slice(0, 1));
    await older.write(everything);
    older.close();
    expect(await new IndexedDbStorage('ada').load()).toEqual({
      userSeq: undefined,
      rooms: [],
      timelines: [],
      drafts: [{ roomId: 'r1', text: 'half' }],
      outbox: [ENTRY],
      blocked: [],
    });
  });
});

describe('a newer version', () => {
  const NEWER = [
    ...STEPS,
    (database: Parameters<(typeof STEPS)[number]>[0]) => {
      database.deleteObjectStore('timelines');
      database.createObjectStore('timelines', { keyPath: 'roomId' });
    },
  ];

  it('takes over what an older one kept', async () => {
    const older = new IndexedDbStorage('ada');
    await older.write(everything);
    const newer = new IndexedDbStorage('ada', NEWER);
    expect(await newer.load()).toMatchObject({ outbox: [ENTRY], rooms: [KEPT_ROOM], timelines: [] });
  });

  it('is not held up by a tab of the older one, which keeps nothing from then on', async () => {
    const older = new IndexedDbStorage('ada');
    await older.load();
    await new IndexedDbStorage('ada', NEWER).load();
    await expect(older.write(everything)).rejects.toThrow('another tab');
  });

  it('is left alone by an older one', async () => {
    const newer = new IndexedDbStorage('ada', NEWER);
    await newer.write(everything);
    newer.close();
    await expect(new IndexedDbStorage('ada').load()).rejects.toMatchObject({ name: 'VersionError' });
    expect(await newer.outbox()).toEqual([ENTRY]);
  });
});

describe('signing out', () => {
  it('deletes the database though a page has it open, and that page does not bring it back', async () => {
    const storage = new IndexedDbStorage('ada');
    await storage.write(everything);
    await forgetChat('ada');
    await expect(storage.write(everything)).rejects.toThrow('another tab');
    const database = await openDB('parley-ada');
    expect([...database.objectStoreNames]).toEqual([]);
  });
});
