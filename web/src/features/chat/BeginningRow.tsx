import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { RoomAvatar } from '@/features/rooms/RoomAvatar';
import { ROOM_ICONS, sortOf } from '@/features/rooms/roomSorts';
import type { Room } from './model';

/** Stands above the first message of a room. */
export function BeginningRow({ room }: { room: Room }) {
  const Icon = ROOM_ICONS[sortOf(room)];
  const other = room.kind === 'DIRECT' ? room.people[0] : undefined;
  return (
    <div className="px-4 pt-12 pb-4 sm:px-6">
      <span className="mb-3 flex">
        {other === undefined ? <RoomAvatar room={room} size="lg" /> : <PersonAvatar person={other} size="lg" />}
      </span>
      <h2 className="flex items-center gap-2 text-xl font-semibold">
        {other === undefined && <Icon aria-hidden className="size-5 shrink-0 text-ink-3" />}
        <span className="wrap-anywhere">{room.name}</span>
      </h2>
      <p className="text-ink-2 wrap-anywhere">{beginning(room)}</p>
      {room.description !== '' && (
        <p className="mt-2 max-w-2xl text-sm wrap-anywhere whitespace-pre-line text-ink-2">{room.description}</p>
      )}
    </div>
  );
}

function beginning({ kind, people, topic }: Room): string {
  if (kind === 'DIRECT') {
    return people.length === 0
      ? 'A place for yourself: notes, links, things to come back to. Nobody else sees it.'
      : `What you write here is between you and ${people[0]?.displayName ?? ''}.`;
  }
  if (kind === 'GROUP') return 'What you write here is between the people of this group.';
  return topic === '' ? 'This is where the room begins.' : `${topic}. This is where it begins.`;
}
