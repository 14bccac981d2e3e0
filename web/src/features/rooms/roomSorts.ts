import { Archive, Hash, Lock, NotebookPen, UserRound, Users, type LucideIcon } from 'lucide-react';
import type { Room } from '@/features/chat/model';

/** What sort of room it is to people. */
export type RoomSort = 'archived' | 'public' | 'private' | 'group' | 'direct' | 'notes';

export function sortOf({
  kind,
  people,
  visibility,
  archived,
}: Pick<Room, 'kind' | 'people' | 'visibility' | 'archived'>): RoomSort {
  if (archived) return 'archived';
  if (kind === 'DIRECT') return people.length === 0 ? 'notes' : 'direct';
  if (kind === 'GROUP') return 'group';
  return visibility === 'PRIVATE' ? 'private' : 'public';
}

export const ROOM_ICONS: Readonly<Record<RoomSort, LucideIcon>> = {
  archived: Archive,
  public: Hash,
  private: Lock,
  group: Users,
  direct: UserRound,
  notes: NotebookPen,
};

export const ROOM_SORT_NAMES: Readonly<Record<RoomSort, string>> = {
  archived: 'Archived room',
  public: 'Public room',
  private: 'Private room',
  group: 'Group conversation',
  direct: 'Direct conversation',
  notes: 'Only you',
};
