import { Compass, MessagesSquare, Plus } from 'lucide-react';
import type { Room } from '@/features/chat/model';
import { useRooms } from '@/features/chat/rooms';
import { useGuest } from '@/features/guests/useGuest';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { useOpenDialog } from './dialogs';
import { useWorkspaceTitle } from './useWorkspaceTitle';

export function RoomsHome() {
  const rooms = useRooms();
  const open = useOpenDialog();
  useWorkspaceTitle('Rooms');
  const guest = useGuest();
  if (rooms === null) return null;
  const latest = rooms.reduce<Room | null>(
    (before, room) => (before === null || room.newestTime > before.newestTime ? room : before),
    null,
  );
  if (guest) {
    return (
      <EmptyState page icon={MessagesSquare} title={rooms.length === 0 ? 'Welcome' : 'Choose a room'}>
        {rooms.length === 0
          ? 'You are in no room yet. As a guest you see the rooms that you are invited to: open the link of an invitation to enter one.'
          : 'Pick one on the left.'}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      page
      icon={MessagesSquare}
      title={rooms.length === 0 ? 'Make yourself at home' : 'Choose a room'}
      actions={
        <>
          {latest !== null && (
            <ButtonLink to={`/rooms/${latest.id}`} variant="primary">
              <MessagesSquare aria-hidden className="size-4" />
              <span className="max-w-48 truncate">Open {latest.name}</span>
            </ButtonLink>
          )}
          <Button variant={latest === null ? 'primary' : undefined} onClick={() => open('createRoom')}>
            <Plus aria-hidden className="size-4" />
            Create a room
          </Button>
          <ButtonLink to="/discover">
            <Compass aria-hidden className="size-4" />
            Browse rooms
          </ButtonLink>
        </>
      }
    >
      {rooms.length === 0
        ? 'You are in no room yet. Create one and bring people in, or look at what is open to everyone.'
        : 'Pick one on the left, or find another.'}
    </EmptyState>
  );
}
