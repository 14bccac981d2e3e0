import { Hash } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import type { Room } from '@/gen/parley/v1/chat_pb';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { useJoinRoom } from './useRoomActions';

export function DiscoveredRoom({ room }: { room: Room }) {
  const navigate = useNavigate();
  const joined = useChat((state) => state.rooms?.[room.id] !== undefined);
  const address = `/rooms/${room.id}`;
  const join = useJoinRoom(() => void navigate(address));
  return (
    <li className="flex items-center gap-3.5 px-4 py-3.5">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent max-sm:hidden">
        <Hash aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <Link to={address} className="font-semibold wrap-anywhere hover:underline">
          {room.name}
        </Link>
        <p className="truncate text-sm text-ink-2">
          <span className="text-ink-3">
            {room.memberCount} {room.memberCount === 1 ? 'member' : 'members'}
          </span>
          {room.topic !== '' && ` · ${room.topic}`}
        </p>
        {join.error !== null && (
          <p role="alert" className="text-sm text-danger">
            {toProblem(join.error).detail}
          </p>
        )}
      </div>
      {joined ? (
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
