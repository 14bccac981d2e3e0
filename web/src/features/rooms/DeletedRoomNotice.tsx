import { Trash2 } from 'lucide-react';
import { RoomSkeleton } from '@/features/chat/RoomSkeleton';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { deletionText } from './DeletedRooms';
import { UndeleteRoom } from './UndeleteRoom';
import { useDeletedRooms } from './useDeletion';

/** The address of a deleted room that the person may bring back. */
export function DeletedRoomNotice({ roomId, detail }: { roomId: string; detail: string }) {
  const deleted = useDeletedRooms();
  const room = deleted.data?.find(({ id }) => id === roomId);
  if (deleted.isFetching && room === undefined) return <RoomSkeleton />;
  return (
    <EmptyState
      page
      icon={Trash2}
      title={room === undefined ? 'This room was deleted' : `${room.name} was deleted`}
      actions={
        <>
          <UndeleteRoom roomId={roomId} name={room?.name ?? 'this room'} />
          <ButtonLink to="/discover">Browse rooms</ButtonLink>
        </>
      }
    >
      <p role="status">{room === undefined ? detail : deletionText(room)}</p>
    </EmptyState>
  );
}
