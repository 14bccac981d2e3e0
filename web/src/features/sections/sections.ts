import type { Room } from '@/features/chat/model';
import {
  Section_Kind,
  Section_Sort,
  type Section as WireSection,
  type SectionList as WireList,
} from '@/gen/parley/v1/sections_pb';

export type SectionKind = 'OWN' | 'FAVOURITES' | 'CHANNELS' | 'CONVERSATIONS';
export type Sort = 'NAME' | 'ACTIVITY' | 'MANUAL';

/** Rooms that stand together, as the person has arranged them. */
export interface Section {
  readonly id: string;
  readonly kind: SectionKind;
  /** What it is called on the screens. */
  readonly title: string;
  readonly collapsed: boolean;
  readonly sort: Sort;
  /** Rooms in which nothing is unread are hidden. */
  readonly unreadOnly: boolean;
  /** Of an own section: the rooms in it. Of another: those that were put in order. */
  readonly roomIds: readonly string[];
}

/** All of them, from the top. Of two lists, the one with the greater version is the newer. */
export interface SectionList {
  readonly version: number;
  readonly sections: readonly Section[];
}

/** What can be changed of a section. */
export interface SectionUpdate {
  readonly title?: string;
  readonly collapsed?: boolean;
  readonly sort?: Sort;
  readonly unreadOnly?: boolean;
  /** Where it stands among the others; 0 is the top. */
  readonly position?: number;
}

export type SectionChange =
  | { readonly kind: 'create'; readonly title: string }
  | { readonly kind: 'update'; readonly id: string; readonly update: SectionUpdate }
  | { readonly kind: 'delete'; readonly id: string }
  /** With the room in the order; an empty one is at the end. */
  | { readonly kind: 'move'; readonly room: Room; readonly to: string; readonly order: readonly string[] };

const TITLES = { FAVOURITES: 'Favourites', CHANNELS: 'Your rooms', CONVERSATIONS: 'Conversations' } as const;

/** As they are for who has changed nothing. */
export const DEFAULT: SectionList = {
  version: 0,
  sections: (['FAVOURITES', 'CHANNELS', 'CONVERSATIONS'] as const).map((kind) => ({
    id: kind.toLowerCase(),
    kind,
    title: TITLES[kind],
    collapsed: false,
    sort: 'NAME',
    unreadOnly: false,
    roomIds: [],
  })),
};

export function toSectionList({ version, sections }: WireList): SectionList {
  return { version: Number(version), sections: sections.map(toSection) };
}

function toSection({ id, kind, name, collapsed, sort, unreadOnly, roomIds }: WireSection): Section {
  const known = KINDS.get(kind) ?? 'OWN';
  const title = known === 'OWN' ? name : TITLES[known];
  return { id, kind: known, title, collapsed, sort: SORTS.get(sort) ?? 'NAME', unreadOnly, roomIds };
}

const KINDS: ReadonlyMap<Section_Kind, SectionKind> = new Map([
  [Section_Kind.FAVOURITES, 'FAVOURITES'],
  [Section_Kind.CHANNELS, 'CHANNELS'],
  [Section_Kind.CONVERSATIONS, 'CONVERSATIONS'],
] as const);

const SORTS: ReadonlyMap<Section_Sort, Sort> = new Map([
  [Section_Sort.ACTIVITY, 'ACTIVITY'],
  [Section_Sort.MANUAL, 'MANUAL'],
] as const);

/** Whether a room can stand in the section. */
export function takes({ kind }: Section, room: Room): boolean {
  if (kind === 'CHANNELS') return room.kind === 'CHANNEL';
  return kind !== 'CONVERSATIONS' || room.kind !== 'CHANNEL';
}

/** The sections as they will be, before the server has said so. A new one waits for its id. */
export function applied(list: SectionList, change: SectionChange): SectionList {
  const { sections } = list;
  switch (change.kind) {
    case 'create':
      return list;
    case 'delete':
      return { ...list, sections: sections.filter(({ id }) => id !== change.id) };
    case 'update': {
      const { position, ...rest } = change.update;
      const section = sections.find(({ id }) => id === change.id);
      if (section === undefined) return list;
      const changed = { ...section, ...rest };
      if (position === undefined) {
        return { ...list, sections: sections.map((each) => (each === section ? changed : each)) };
      }
      const others = sections.filter((each) => each !== section);
      return { ...list, sections: [...others.slice(0, position), changed, ...others.slice(position)] };
    }
    case 'move':
      return { ...list, sections: sections.map((section) => moved(section, sections, change)) };
  }
}

function moved(section: Section, all: readonly Section[], change: SectionChange & { kind: 'move' }): Section {
  const { room, to, order } = change;
  if (section.id !== to) {
    const keeps = section.kind !== 'OWN' || all.find(({ id }) => id === to)?.kind === 'FAVOURITES';
    return keeps ? section : { ...section, roomIds: section.roomIds.filter((id) => id !== room.id) };
  }
  if (order.length > 0) return { ...section, sort: 'MANUAL', roomIds: order };
  const already = section.kind !== 'OWN' || section.roomIds.includes(room.id);
  return already ? section : { ...section, roomIds: [...section.roomIds, room.id] };
}
