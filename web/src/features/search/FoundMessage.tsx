import type { MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import { messagePath } from '@/features/chat/messagePath';
import { MessageText } from '@/features/chat/MessageText';
import type { Message } from '@/features/chat/model';
import { dayTime, fullTime } from '@/features/chat/times';
import { toMessage } from '@/features/chat/wire';
import { FoundContext } from '@/features/markdown/foundContext';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { useNamed } from '@/features/presence/useNamed';
import { RoomMark } from '@/features/rooms/RoomMark';
import type { Message as WireMessage } from '@/gen/parley/v1/chat_pb';
import type { SearchHit } from '@/gen/parley/v1/search_pb';
import { pieces } from './found';
import { NearbyLine } from './NearbyLine';

/** A message that was found, with what was said around it and the way there. */
export function FoundMessage({ hit: { message, highlights, previous, next } }: { hit: SearchHit }) {
  return message === undefined ? null : (
    <Found message={toMessage(message)} found={pieces(message.text, highlights)} previous={previous} next={next} />
  );
}

interface FoundProps {
  message: Message;
  found: readonly string[];
  previous?: WireMessage;
  next?: WireMessage;
}

function Found({ message, found, previous, next }: FoundProps) {
  const navigate = useNavigate();
  const room = useChat((state) => state.rooms?.[message.roomId]);
  const sender = useNamed(message.sender);
  const path = messagePath(message);

  const open = (event: MouseEvent) => {
    const within = event.target instanceof Element && event.target.closest('a, button') !== null;
    if (!within && window.getSelection()?.isCollapsed !== false) void navigate(path);
  };

  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a shortcut of the link within
    <li
      onClick={open}
      className="cursor-pointer rounded-xl border border-line bg-surface px-4 py-3 shadow-sm transition-colors hover:border-line-strong"
    >
      <div className="mb-2 flex items-center gap-2 text-sm text-ink-2">
        {room !== undefined && <RoomMark room={room} />}
        <Link to={path} className="min-w-0 truncate rounded-sm font-medium hover:underline">
          {room?.name ?? 'A room'}
        </Link>
        {message.thread !== null && <span className="shrink-0 text-xs text-ink-3">in a thread</span>}
        <time
          dateTime={new Date(message.time).toISOString()}
          title={fullTime(message.time)}
          className="ml-auto shrink-0 text-xs text-ink-3 tabular-nums"
        >
          {dayTime(message.time)}
        </time>
      </div>
      {previous !== undefined && <NearbyLine message={toMessage(previous)} />}
      <div className="flex items-start gap-2.5 py-1">
        <PersonAvatar person={sender} size="xs" />
        <div className="min-w-0 flex-1">
          <p className="text-sm font-semibold">{sender.displayName}</p>
          <div className="max-h-48 overflow-hidden">
            <FoundContext value={found}>
              <MessageText text={message.text} mentions={message.mentions} />
            </FoundContext>
          </div>
        </div>
      </div>
      {next !== undefined && <NearbyLine message={toMessage(next)} />}
    </li>
  );
}
