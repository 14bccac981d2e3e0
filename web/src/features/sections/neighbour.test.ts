import { expect, it } from 'vitest';
import { wireRoom } from '@/features/chat/engineHarness';
import type { Room } from '@/features/chat/model';
import { toRoom } from '@/features/chat/wire';
import type { ShownSection } from './arrange';
import { neighbour } from './neighbour';

const room = (id: string, unread = 0) => toRoom(wireRoom(id, 10, 10 - unread));

const section = (rooms: readonly Room[], collapsed = false) =>
  ({ all: rooms, rooms: collapsed ? [] : rooms }) as unknown as ShownSection;

const LIST = [section([room('a'), room('b', 2)]), section([room('c', 1)], true), section([room('d')])];

it('goes through the rooms that are shown, around the ends', () => {
  const ids = (open: string | undefined, step: -1 | 1) => neighbour(LIST, open, step, null)?.id;
  expect([ids('a', 1), ids('b', 1), ids('d', 1)]).toEqual(['b', 'd', 'a']);
  expect([ids('a', -1), ids('d', -1)]).toEqual(['d', 'b']);
  expect([ids(undefined, 1), ids(undefined, -1)]).toEqual(['a', 'd']);
});

it('goes to what is unread, also in sections that are closed', () => {
  const ids = (open: string, step: -1 | 1) => neighbour(LIST, open, step, {})?.id;
  expect([ids('a', 1), ids('b', 1), ids('c', 1), ids('d', -1)]).toEqual(['b', 'c', 'b', 'c']);
  expect(neighbour([section([room('a'), room('b', 1)])], 'b', 1, {})).toBeUndefined();
  expect(neighbour([], undefined, 1, null)).toBeUndefined();
});
