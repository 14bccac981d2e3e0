import type { ChatState, Room } from '@/features/chat/model';
import { byName, isBlocked, standingOut, sum, type Counts } from '@/features/chat/rooms';
import type { Section } from './sections';

/** A section as it is drawn. */
export interface ShownSection {
  readonly section: Section;
  /** All rooms in it, in order. */
  readonly all: readonly Room[];
  /** Those of them that are shown. */
  readonly rooms: readonly Room[];
  /** What is left of all of them together. */
  readonly counts: Counts;
}

/**
 * The rooms in their sections.
 *
 * @param open the room whose page is open: it is shown whatever else is hidden
 * @param looking the room that is in front of the person: nothing of it is left
 * @param blocked whom the person has blocked: conversations with them are not shown unless open
 */
export function arrange(
  rooms: readonly Room[],
  sections: readonly Section[],
  open: string | undefined,
  looking: string | null,
  blocked: ChatState['blocked'],
): ShownSection[] {
  const homes = new Map<string, Room[]>(sections.map(({ id }) => [id, []]));
  const own = ownHomes(sections);
  for (const room of rooms) {
    // Of the direct conversations, those in which somebody has said something who is not blocked.
    const begun = room.kind !== 'DIRECT' || (room.read.head > 0 && !isBlocked(room, blocked));
    if (begun || room.id === open) homes.get(homeOf(room, own))?.push(room);
  }
  return sections.map((section) => {
    const all = sorted(homes.get(section.id) ?? [], section);
    const isLeft = (room: Room) => room.id === open || standingOut(room, blocked).unread > 0;
    return {
      section,
      all,
      rooms: section.collapsed ? [] : section.unreadOnly ? all.filter(isLeft) : all,
      counts: sum(all.filter(({ id }) => id !== looking).map((room) => standingOut(room, blocked))),
    };
  });
}

function ownHomes(sections: readonly Section[]): ReadonlyMap<string, string> {
  const own = sections.filter(({ kind }) => kind === 'OWN');
  return new Map(own.flatMap(({ id, roomIds }) => roomIds.map((roomId) => [roomId, id] as const)));
}

function homeOf(room: Room, own: ReadonlyMap<string, string>): string {
  if (room.preferences.favourite) return 'favourites';
  return own.get(room.id) ?? (room.kind === 'CHANNEL' ? 'channels' : 'conversations');
}

/** In which section a room stands. */
export function sectionOf(room: Room, sections: readonly Section[]): Section | undefined {
  const home = homeOf(room, ownHomes(sections));
  return sections.find(({ id }) => id === home);
}

function sorted(rooms: readonly Room[], { sort, roomIds }: Section): Room[] {
  const named = rooms.toSorted((a, b) => byName.compare(a.name, b.name));
  if (sort === 'NAME') return named;
  if (sort === 'ACTIVITY') return named.sort((a, b) => b.newestTime - a.newestTime);
  const places = new Map(roomIds.map((id, place) => [id, place]));
  const place = ({ id }: Room) => places.get(id) ?? Number.MAX_SAFE_INTEGER;
  return named.sort((a, b) => place(a) - place(b));
}

/** Most rooms of which an order is told. */
const MOST_ORDERED = 2_000;

/** The order of a section with a room directly above another one, or at its end. */
export function orderWith(all: readonly Room[], room: Room, above: string | null): string[] {
  const ids = all.map(({ id }) => id).filter((id) => id !== room.id);
  const place = above === null ? -1 : ids.indexOf(above);
  ids.splice(place < 0 ? ids.length : place, 0, room.id);
  return ids.slice(Math.max(0, ids.indexOf(room.id) - MOST_ORDERED + 1)).slice(0, MOST_ORDERED);
}

/** The order in which a room stands one further up (-1) or down (1); null where it is at the end already. */
export function orderMoved({ all, rooms }: ShownSection, room: Room, step: -1 | 1): string[] | null {
  const at = rooms.findIndex(({ id }) => id === room.id);
  const other = rooms[at + step];
  if (at < 0 || other === undefined) return null;
  return orderWith(all, room, step < 0 ? other.id : (rooms[at + 2]?.id ?? null));
}
