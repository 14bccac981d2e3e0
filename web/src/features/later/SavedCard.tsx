import { AlarmClock, AlarmClockPlus, Check, NotebookPen, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { RemindDialog } from '@/features/opened';
import { useChat } from '@/features/chat/chatContext';
import { MessageBrief } from '@/features/chat/MessageBrief';
import { messagePath } from '@/features/chat/messagePath';
import type { Message, SavedItem } from '@/features/chat/model';
import { dayTime, fullTime } from '@/features/chat/times';
import { RoomMark } from '@/features/rooms/RoomMark';
import { toProblem } from '@/rpc/problem';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';
import { Notice } from '@/ui/Notice';
import { useForgetItem, useUpdateItem } from './useLater';

interface SavedCardProps {
  item: SavedItem;
  /** Null where it is a note alone, or the person does not see it any more. */
  message: Message | null;
}

/** Something to come back to: what it is, when one is reminded, and what can be done with it. */
export function SavedCard({ item, message }: SavedCardProps) {
  const room = useChat((state) => (item.place === null ? undefined : state.rooms?.[item.place.roomId]));
  const live = useChat((state) => state.connection.kind === 'live');
  const [reminding, setReminding] = useState(false);
  const update = useUpdateItem(item.id);
  const forget = useForgetItem(item.id);
  const failed = update.error ?? forget.error;
  const done = item.doneTime !== null;
  return (
    <li className={cx('rounded-xl border bg-surface shadow-sm', item.due ? 'border-accent' : 'border-line')}>
      <div className="flex items-center gap-2 border-b border-line py-1.5 pr-2 pl-4 text-sm text-ink-2">
        {item.place === null ? (
          <>
            <NotebookPen aria-hidden className="size-4 shrink-0 text-ink-3" />
            <span className="font-medium">Reminder</span>
          </>
        ) : room === undefined || message === null ? (
          <span className="italic">A room that you are not in</span>
        ) : (
          <>
            <RoomMark room={room} />
            <Link to={messagePath(message)} className="min-w-0 truncate rounded-sm font-medium hover:underline">
              {room.name}
            </Link>
          </>
        )}
        <span className="flex-1" />
        <IconButton
          icon={done ? Undo2 : Check}
          label={done ? 'Not done yet' : 'Done'}
          className="size-8!"
          disabled={!live || update.isPending}
          onClick={() => update.mutate({ done: !done })}
        />
        <IconButton
          icon={AlarmClockPlus}
          label="Remind me…"
          className="size-8!"
          disabled={!live}
          onClick={() => setReminding(true)}
        />
        <IconButton
          icon={Trash2}
          label="Forget"
          className="size-8!"
          disabled={!live || forget.isPending}
          onClick={() => forget.mutate()}
        />
      </div>
      <div className="flex flex-col gap-2 px-4 py-3">
        {message !== null && <MessageBrief message={message} />}
        {item.note !== '' && <p className="wrap-anywhere whitespace-pre-wrap">{item.note}</p>}
        {item.remindTime !== null && (
          <p className={cx('flex items-center gap-1 text-xs', item.due ? 'font-semibold text-accent' : 'text-ink-3')}>
            <AlarmClock aria-hidden className="size-3.5" />
            {item.due ? 'Due since ' : 'Reminds you '}
            <time dateTime={new Date(item.remindTime).toISOString()} title={fullTime(item.remindTime)}>
              {dayTime(item.remindTime)}
            </time>
          </p>
        )}
        {failed !== null && <Notice kind="danger">{toProblem(failed).detail}</Notice>}
      </div>
      {reminding && <RemindDialog about={{ kind: 'item', item }} onClose={() => setReminding(false)} />}
    </li>
  );
}
