import { Link, useNavigate } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import { toMillisOrNull } from '@/features/chat/roomFacts';
import { ago } from '@/features/chat/times';
import type { Room } from '@/gen/parley/v1/chat_pb';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { RoomAvatar } from './RoomAvatar';
import { useJoinRoom } from './useRoomActions';

export function DiscoveredRoom({ room, now }: { room: Room; now: number }) {
  const navigate = useNavigate();
  const joined = useChat((state) => state.rooms?.[room.id] !== undefined);
  const address = `/rooms/${room.id}`;
  const join = useJoinRoom(() => void navigate(address));
  return (
    <li className="flex items-center gap-3.5 px-4 py-3.5">
      <span className="max-sm:hidden">
        <RoomAvatar room={room} />
      </span>
      <div className="min-w-0 flex-1">
        <Link to={address} className="font-semibold wrap-anywhere hover:underline">
          {room.name}
        </Link>
        {room.topic !== '' && <p className="truncate text-sm text-ink-2">{room.topic}</p>}
        <p className="text-sm text-ink-3">{factsText(room, joined, now)}</p>
        {join.error !== null && (
          <p role="alert" className="text-sm text-danger">
            {toProblem(join.error).detail}
          </p>
        )}
      </div>
      {joined || room.archived ? (
        <ButtonLink to={address} size="sm" variant="quiet" aria-label={`Open ${room.name}`}>
          Open
        </ButtonLink>
      ) : (
        <Button size="sm" busy={join.isPending} aria-label={`Join ${room.name}`} onClick={() => join.mutate(room.id)}>
          Join
        </Button>
      )}
    </li>
  );
}

/** How many are in it, when something was last said, and what it is to the person. */
function factsText(
  { memberCount, lastMessageTime, archived, defaultRoom }: Room,
  joined: boolean,
  now: number,
): string {
  const said = toMillisOrNull(lastMessageTime);
  return [
    ...(archived ? ['Archived'] : []),
    ...(joined ? ['You are in it'] : []),
    ...(defaultRoom ? ['everybody who registers joins it'] : []),
    `${memberCount} ${memberCount === 1 ? 'member' : 'members'}`,
    said === null ? 'nothing said yet' : `active ${ago(said, now)}`,
  ].join(' · ');
}
