import { useQuery } from '@tanstack/react-query';
import { Ban, DoorClosed, Hash } from 'lucide-react';
import { useWorkspaceTitle } from './useWorkspaceTitle';
import { useChat } from '@/features/chat/chatContext';
import type { GoneRoom } from '@/features/chat/model';
import { toMillisOrNull } from '@/features/chat/roomFacts';
import { RoomSkeleton } from '@/features/chat/RoomSkeleton';
import { dayTime } from '@/features/chat/times';
import { useGuest } from '@/features/guests/useGuest';
import { session } from '@/rpc/browserSession';
import { getRoom } from '@/rpc/chatApi';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { DeletedRoomNotice } from './DeletedRoomNotice';
import { Unsent } from './Unsent';
import { useJoinRoom } from './useRoomActions';

/** The address of a room that the person is not in: it can be joined, or there is nothing to see. */
export function OutsideRoom({ roomId }: { roomId: string }) {
  const found = useQuery({
    queryKey: ['room', roomId],
    queryFn: () => session.withToken((token) => getRoom(token, roomId)),
    // Somebody may have been banned since.
    staleTime: 0,
  });
  const guest = useGuest();
  const gone = useChat((state) => state.gone[roomId]);
  const join = useJoinRoom(() => undefined);
  useWorkspaceTitle(found.data?.name ?? 'Room');

  if (found.isPending) return <RoomSkeleton />;
  if (found.isError) {
    const problem = toProblem(found.error);
    if (problem.code === 'ROOM_DELETED') return <DeletedRoomNotice roomId={roomId} detail={problem.detail} />;
    return (
      <EmptyState
        page
        icon={DoorClosed}
        title={problem.retryable ? 'The room did not load' : goneTitle(gone)}
        actions={
          problem.retryable ? (
            <Button onClick={() => void found.refetch()}>Try again</Button>
          ) : (
            <ButtonLink to={guest ? '/rooms' : '/discover'} variant="primary">
              {guest ? 'To your rooms' : 'Browse rooms'}
            </ButtonLink>
          )
        }
      >
        {problem.retryable ? problem.detail : goneText(gone)}
        <Unsent text={gone?.unsent ?? ''} />
      </EmptyState>
    );
  }
  const { name, topic, memberCount, banned, banEndTime } = found.data;
  if (banned) {
    const end = toMillisOrNull(banEndTime);
    return (
      <EmptyState
        page
        icon={Ban}
        title={`You are banned from ${name}`}
        actions={
          <ButtonLink to="/discover" variant="primary">
            Browse others
          </ButtonLink>
        }
      >
        {end === null ? 'Those who run it can lift the ban.' : `You can join it again from ${dayTime(end)} on.`}
        <Unsent text={gone?.unsent ?? ''} />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      page
      icon={Hash}
      title={name}
      actions={
        <>
          <Button variant="primary" busy={join.isPending} onClick={() => join.mutate(roomId)}>
            Join room
          </Button>
          <ButtonLink to="/discover">Browse others</ButtonLink>
        </>
      }
    >
      {topic !== '' && <p>{topic}</p>}
      <p className="text-sm text-ink-3">
        {memberCount} {memberCount === 1 ? 'member' : 'members'}
      </p>
      <Unsent text={gone?.unsent ?? ''} />
      {join.error !== null && <Notice kind="danger">{toProblem(join.error).detail}</Notice>}
    </EmptyState>
  );
}

function goneTitle(gone: GoneRoom | undefined): string {
  if (gone === undefined) return 'There is no such room';
  return gone.deleted ? `${gone.name} was deleted` : `You are no longer in ${gone.name}`;
}

function goneText(gone: GoneRoom | undefined): string {
  if (gone === undefined) return 'It may be private or deleted, or the address may be wrong.';
  return gone.deleted
    ? 'What was said in it is gone for everybody. Its owners can bring it back for a while.'
    : 'You were removed, or have left it elsewhere. It is private: whoever is in it can add or invite you again.';
}
