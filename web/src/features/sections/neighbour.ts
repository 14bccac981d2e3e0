import type { ChatState, Room } from '@/features/chat/model';
import { standingOut } from '@/features/chat/rooms';
import type { ShownSection } from './arrange';

/**
 * The room above (-1) or below (1) the one that is open, as the list shows them, around its ends.
 *
 * @param unread of all rooms those alone in which something stands out, with whom the person has blocked; null: of the shown ones, any
 */
export function neighbour(
  sections: readonly ShownSection[],
  open: string | undefined,
  step: -1 | 1,
  unread: ChatState['blocked'] | null,
): Room | undefined {
  const rooms = sections.flatMap(({ all, rooms: shown }) => (unread === null ? shown : all));
  const from = rooms.findIndex(({ id }) => id === open);
  const begin = from === -1 && step === -1 ? rooms.length : from;
  const around = rooms.map((_, index) => rooms[(begin + step * (index + 1) + rooms.length * 2) % rooms.length]);
  return around.find(
    (room) => room !== undefined && room.id !== open && (unread === null || standingOut(room, unread).unread > 0),
  );
}
