import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { useNamed } from '@/features/presence/useNamed';
import { MessageText } from './MessageText';
import type { Message } from './model';
import { dayTime, fullTime } from './times';

/** Who said something, when and what, without what can be done with it: for lists of messages of several rooms. */
export function MessageBrief({ message }: { message: Message }) {
  const sender = useNamed(message.sender);
  return (
    <div className="flex items-start gap-2.5">
      <PersonAvatar person={sender} size="sm" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2 text-sm">
          <span className="truncate font-semibold">{sender.displayName}</span>
          <time
            dateTime={new Date(message.time).toISOString()}
            title={fullTime(message.time)}
            className="shrink-0 text-xs text-ink-3 tabular-nums"
          >
            {dayTime(message.time)}
          </time>
        </p>
        <div className="max-h-32 overflow-hidden">
          {message.deleted ? (
            <p className="text-ink-3 italic">This message was deleted</p>
          ) : (
            <MessageText text={message.text} mentions={message.mentions} />
          )}
        </div>
      </div>
    </div>
  );
}
