import { Timer } from 'lucide-react';
import { memo, useState } from 'react';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { useNamed } from '@/features/presence/useNamed';
import { StatusMark } from '@/features/presence/StatusMark';
import { useShowPerson } from '@/features/rooms/personCard';
import { cx } from '@/ui/cx';
import { Tooltip } from '@/ui/Tooltip';
import { useEngine } from './chatContext';
import { PriorityMark } from '@/features/attention/PriorityMark';
import { FailedNote } from './FailedNote';
import { MessageText } from './MessageText';
import type { Room } from './model';
import type { Row } from './rows';
import { SaidMessage } from './SaidMessage';
import { useThreadShown } from './threadShown';
import { TurnNote } from './TurnNote';
import { clockTime, dayTime, fullTime, narrowTime } from './times';

interface MessageRowProps {
  row: Extract<Row, { kind: 'message' }>;
  room: Room;
  /** Whether messages leave at the moment; one that does not is shown as waiting. */
  live: boolean;
}

export const MessageRow = memo(function MessageRow({ row, room, live }: MessageRowProps) {
  const engine = useEngine();
  const showPerson = useShowPerson();
  const sender = useNamed(row.sender);
  const { text, time, first, entry, seq, message, refused, held } = row;
  const thread = useThreadShown();
  const [near, setNear] = useState(false);
  const markUnread = () => {
    if (seq === undefined) return;
    if (thread !== null && message?.thread?.id === thread) void engine.markThreadUnread(room.id, thread, seq);
    else void engine.markUnread(room.id, seq);
  };
  const stamp = (words: string) => (
    <time dateTime={new Date(time).toISOString()} title={fullTime(time)}>
      {words}
    </time>
  );
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a shortcut of the button within
    <article
      onClick={(event) => event.altKey && markUnread()}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      aria-label={`${sender.displayName}, ${clockTime(time)}`}
      data-state={entry?.state ?? 'shown'}
      className={cx(
        'group/row relative flex gap-3 px-4 hover:bg-hover sm:px-6 pointer-coarse:pr-10',
        first ? 'mt-2.5 pt-1 pb-0.5' : 'py-0.5',
        entry?.state === 'failed' && 'bg-danger-soft hover:bg-danger-soft',
      )}
    >
      <div className="w-9 shrink-0">
        {first ? (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            onClick={() => showPerson(sender)}
            className="mt-0.5 block rounded-lg"
          >
            <PersonAvatar person={sender} />
          </button>
        ) : (
          <span className="block pt-[0.2rem] text-right text-[0.6875rem] leading-4 whitespace-nowrap text-ink-3 tabular-nums opacity-0 group-hover/row:opacity-100">
            {stamp(narrowTime(time))}
          </span>
        )}
      </div>
      <div className="min-w-0 flex-1">
        {first && (
          <div className="flex items-baseline gap-2">
            <button
              type="button"
              onClick={() => showPerson(sender)}
              className="truncate rounded-sm font-semibold hover:underline"
            >
              {sender.displayName}
            </button>
            <StatusMark userId={sender.id} />
            {sender.displayName !== sender.username && (
              <span className="truncate text-xs text-ink-3 max-sm:hidden">@{sender.username}</span>
            )}
            <span className="shrink-0 text-xs text-ink-3 tabular-nums">{stamp(clockTime(time))}</span>
            {message !== undefined && message.expireTime !== null && (
              <Tooltip label={`Disappears ${dayTime(message.expireTime)}`}>
                <Timer role="img" aria-label="Disappears" className="size-3 shrink-0 self-center text-ink-3" />
              </Tooltip>
            )}
          </div>
        )}
        {message === undefined ? (
          <div className={cx(entry?.state === 'sending' && 'text-ink-3')}>
            {entry?.attention !== undefined && <PriorityMark priority={entry.attention.priority} className="mb-0.5" />}
            <MessageText text={text} />
          </div>
        ) : (
          <SaidMessage
            message={message}
            refused={refused}
            held={held}
            room={room}
            live={live}
            near={near}
            onMarkUnread={markUnread}
          />
        )}
        {entry?.state === 'sending' && entry.until !== undefined && live && (
          <TurnNote clientId={entry.clientId} until={entry.until} />
        )}
        {entry?.state === 'sending' && !(entry.until !== undefined && live) && (
          <p className="animate-late text-xs text-ink-3">{live ? 'Sending…' : 'Waiting for the connection'}</p>
        )}
        {entry?.state === 'failed' && <FailedNote clientId={entry.clientId} reason={entry.reason} />}
      </div>
    </article>
  );
});
