import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { wireRoom } from '@/features/chat/engineHarness';
import type { Room } from '@/features/chat/model';
import { toRoom } from '@/features/chat/wire';
import { Room_Kind } from '@/gen/parley/v1/chat_pb';
import { Section_Kind, Section_Sort, SectionListSchema } from '@/gen/parley/v1/sections_pb';
import { arrange, orderMoved, orderWith } from './arrange';
import { applied, DEFAULT, toSectionList, type Section, type SectionList } from './sections';
import { wishOf } from './useRoomDrag';

function room(id: string, { unread = 0, time = 0, kind = Room_Kind.CHANNEL, favourite = false } = {}): Room {
  const plain = toRoom({ ...wireRoom(id, 10, 10 - unread), kind });
  return { ...plain, newestTime: time, preferences: { ...plain.preferences, favourite } };
}

function own(id: string, part: Partial<Section> = {}): Section {
  const plain = { collapsed: false, sort: 'NAME', unreadOnly: false, roomIds: [] } as const;
  return { id, kind: 'OWN', title: id, ...plain, ...part };
}

function list(...sections: Section[]): SectionList {
  const [favourites, ...others] = DEFAULT.sections;
  return { version: 1, sections: [favourites as Section, ...sections, ...others] };
}

function shown(
  rooms: Room[],
  sections: readonly Section[] = DEFAULT.sections,
  open?: string,
): Record<string, string[]> {
  return Object.fromEntries(
    arrange(rooms, sections, open, open ?? null, {}).map(({ section, rooms: those }) => [
      section.id,
      those.map(({ id }) => id),
    ]),
  );
}

describe('a room stands', () => {
  const rooms = [room('b'), room('a'), room('c', { favourite: true }), room('g', { kind: Room_Kind.GROUP })];

  it('with the others of its kind, and a favourite in Favourites, by name', () => {
    expect(shown(rooms)).toEqual({ favourites: ['c'], channels: ['a', 'b'], conversations: ['g'] });
  });

  it('in the own section that lists it, unless it is a favourite', () => {
    const work = own('work', { roomIds: ['g', 'b', 'c', 'gone'] });
    expect(shown(rooms, list(work).sections)).toMatchObject({ favourites: ['c'], work: ['b', 'g'], channels: ['a'] });
  });
});

describe('a section', () => {
  const rooms = [room('a', { time: 1 }), room('b', { time: 3, unread: 2 }), room('c', { time: 2 })];
  const sorted = (part: Partial<Section>, open?: string) =>
    shown(rooms, list(own('work', { roomIds: ['c', 'a', 'b'], ...part })).sections, open)['work'];

  it('is sorted by name, by activity or by hand', () => {
    expect(sorted({ sort: 'NAME' })).toEqual(['a', 'b', 'c']);
    expect(sorted({ sort: 'ACTIVITY' })).toEqual(['b', 'c', 'a']);
    expect(sorted({ sort: 'MANUAL' })).toEqual(['c', 'a', 'b']);
  });

  it('has those at its end that nobody has put anywhere', () => {
    const [, channels] = DEFAULT.sections;
    const by = { ...(channels as Section), sort: 'MANUAL', roomIds: ['c'] } as const;
    expect(shown(rooms, [by])['channels']).toEqual(['c', 'a', 'b']);
  });

  it('hides quiet rooms, but for the one that is open', () => {
    expect(sorted({ unreadOnly: true })).toEqual(['b']);
    expect(sorted({ unreadOnly: true }, 'c')).toEqual(['b', 'c']);
  });

  it('says what is left of all its rooms, also when it is collapsed', () => {
    const [, work] = arrange(
      rooms,
      list(own('work', { roomIds: ['a', 'b'], collapsed: true })).sections,
      undefined,
      null,
      {},
    );
    expect(work).toMatchObject({ rooms: [], counts: { unread: 2, mentions: 0 } });
  });
});

describe('what is changed is seen at once', () => {
  const before = list(own('work', { roomIds: ['a', 'b'] }), own('play', { roomIds: ['c'] }));
  const ids = (after: SectionList) => Object.fromEntries(after.sections.map(({ id, roomIds }) => [id, roomIds]));

  it('a room is in one own section', () => {
    const wish = { kind: 'move', room: room('a'), to: 'play', order: [] } as const;
    expect(ids(applied(before, wish))).toMatchObject({ work: ['b'], play: ['c', 'a'] });
  });

  it('a favourite stays in the own section, to which it returns', () => {
    const wish = { kind: 'move', room: room('a'), to: 'favourites', order: [] } as const;
    expect(ids(applied(before, wish))).toMatchObject({ work: ['a', 'b'], favourites: [] });
  });

  it('an order sorts by hand', () => {
    const after = applied(before, { kind: 'move', room: room('b'), to: 'work', order: ['b', 'a'] });
    expect(after.sections[1]).toMatchObject({ sort: 'MANUAL', roomIds: ['b', 'a'] });
  });

  it('a section goes to its place', () => {
    const after = applied(before, { kind: 'update', id: 'play', update: { position: 0, collapsed: true } });
    expect(after.sections.map(({ id }) => id)).toEqual(['play', 'favourites', 'work', 'channels', 'conversations']);
    expect(after.sections[0]).toMatchObject({ collapsed: true });
  });
});

describe('moving', () => {
  const rooms = ['a', 'b', 'c', 'd'].map((id) => room(id, { unread: id === 'b' ? 0 : 1 }));
  const [a, b, , d] = rooms as [Room, Room, Room, Room];
  const arranged = (part: Partial<Section> = {}) => {
    const work = own('work', { roomIds: ['a', 'b', 'c', 'd'], ...part });
    return arrange(rooms, list(work, own('play', { sort: 'MANUAL' })).sections, undefined, null, {});
  };

  it('puts a room above another, or at the end', () => {
    expect(orderWith(rooms, d, 'b')).toEqual(['a', 'd', 'b', 'c']);
    expect(orderWith(rooms, a, null)).toEqual(['b', 'c', 'd', 'a']);
  });

  it('goes by what is shown', () => {
    const [, work] = arranged({ unreadOnly: true });
    expect(work && orderMoved(work, a, 1)).toEqual(['b', 'c', 'a', 'd']);
    expect(work && orderMoved(work, a, -1)).toBeNull();
    expect(work && orderMoved(work, d, 1)).toBeNull();
  });

  it('asks for nothing where a room is dropped at its place', () => {
    expect(wishOf({ room: b, drop: { sectionId: 'work', above: 'c' } }, arranged())).toBeNull();
    expect(wishOf({ room: b, drop: { sectionId: 'work', above: 'b' } }, arranged())).toBeNull();
    expect(wishOf({ room: b, drop: null }, arranged())).toBeNull();
  });

  it('asks for the order with the room where it is dropped', () => {
    expect(wishOf({ room: b, drop: { sectionId: 'work', above: null } }, arranged())).toMatchObject({
      to: 'work',
      order: ['a', 'c', 'd', 'b'],
      said: 'b moved to place 4 of 4 in work',
    });
    expect(wishOf({ room: b, drop: { sectionId: 'play' } }, arranged())).toMatchObject({ to: 'play', order: [] });
  });
});

it('what the server says is read with the names that are shown', () => {
  const wire = create(SectionListSchema, {
    version: 3n,
    sections: [
      { id: 'favourites', kind: Section_Kind.FAVOURITES, sort: Section_Sort.ACTIVITY },
      { id: 'x', kind: Section_Kind.OWN, name: 'Work', collapsed: true, sort: Section_Sort.MANUAL, roomIds: ['a'] },
    ],
  });
  expect(toSectionList(wire)).toEqual({
    version: 3,
    sections: [
      { ...(DEFAULT.sections[0] as Section), sort: 'ACTIVITY' },
      { id: 'x', kind: 'OWN', title: 'Work', collapsed: true, sort: 'MANUAL', unreadOnly: false, roomIds: ['a'] },
    ],
  });
});
