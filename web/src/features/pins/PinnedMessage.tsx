import { timestampMs } from '@bufbuild/protobuf/wkt';
import { PinOff } from 'lucide-react';
import { Link } from 'react-router';
import { useChat, useEngine } from '@/features/chat/chatContext';
import { messagePath } from '@/features/chat/messagePath';
import { MessageText } from '@/features/chat/MessageText';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { dayTime } from '@/features/chat/times';
import { toMessage, toPerson } from '@/features/chat/wire';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { useNamed } from '@/features/presence/useNamed';
import type { Pin } from '@/gen/parley/v1/pins_pb';
import { IconButton } from '@/ui/IconButton';

/** A pinned message with the way to it. */
export function PinnedMessage({ pin, room }: { pin: Pin; room: Room }) {
  const engine = useEngine();
  const live = useChat((state) => state.connection.kind === 'live');
  const message = pin.message === undefined ? null : toMessage(pin.message);
  const sender = useNamed(message?.sender ?? toPerson(undefined));
  const pinner = useNamed(toPerson(pin.person));
  if (message === null) return null;
  const since = pin.createTime === undefined ? '' : dayTime(timestampMs(pin.createTime));
  return (
    <li className="rounded-lg border border-line bg-surface p-3">
      <div className="flex items-center gap-2">
        <PersonAvatar person={sender} size="xs" />
        <span className="min-w-0 flex-1 truncate text-sm font-semibold">{sender.displayName}</span>
        {may(room, 'PIN_MESSAGES') && (
          <IconButton
            icon={PinOff}
            label={live ? 'Unpin' : 'Not while you are offline'}
            className="size-7!"
            disabled={!live}
            onClick={() => engine.pin(room.id, message.id, false)}
          />
        )}
      </div>
      <div className="mt-1 max-h-40 overflow-hidden text-sm">
        <MessageText text={message.text} mentions={message.mentions} />
      </div>
      <div className="mt-2 flex items-baseline justify-between gap-2 text-xs text-ink-3">
        <span className="min-w-0 truncate">
          By {pinner.displayName}, {since}
        </span>
        <Link
          to={messagePath(message)}
          aria-label={`Show in the conversation what ${sender.displayName} said`}
          className="shrink-0 rounded-sm font-medium text-link hover:underline"
        >
          Show
        </Link>
      </div>
    </li>
  );
}
