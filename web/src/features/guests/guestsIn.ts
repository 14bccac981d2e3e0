import type { Room } from '@/features/chat/model';

/** How many guests are in a room besides the person. */
export function otherGuests({ guestCount, role }: Pick<Room, 'guestCount' | 'role'>): number {
  return Math.max(0, guestCount - (role === 'GUEST' ? 1 : 0));
}

/** Whether the other person of a direct conversation is a guest. */
export function isWithGuest(room: Pick<Room, 'kind' | 'guestCount' | 'role'>): boolean {
  return room.kind === 'DIRECT' && otherGuests(room) > 0;
}

/** How many guests are in a room, in words. */
export function guestsText(count: number): string {
  return count === 1 ? '1 guest' : `${count} guests`;
}
