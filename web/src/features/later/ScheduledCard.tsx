import { CalendarClock, Pencil, Repeat, SendHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ScheduleDialog } from '@/features/opened';
import { useChat } from '@/features/chat/chatContext';
import { MessageText } from '@/features/chat/MessageText';
import { threadPath } from '@/features/chat/messagePath';
import type { ScheduledMessage } from '@/features/chat/model';
import { dayTime, fullTime } from '@/features/chat/times';
import { RoomMark } from '@/features/rooms/RoomMark';
import { toProblem } from '@/rpc/problem';
import { IconButton } from '@/ui/IconButton';
import { Notice } from '@/ui/Notice';
import { failureText } from './failureText';
import { recurrenceText } from './recurrence';
import { useSendNow, useTakeBack } from './useLater';

/** What the person says later: what, where and when. */
export function ScheduledCard({ message }: { message: ScheduledMessage }) {
  const room = useChat((state) => state.rooms?.[message.roomId]);
  const live = useChat((state) => state.connection.kind === 'live');
  const [editing, setEditing] = useState(false);
  const takeBack = useTakeBack(message.id);
  const sendNow = useSendNow(message.id);
  const failed = sendNow.error ?? takeBack.error;
  const { sendTime, recurrence, failure, reply, roomId, text } = message;
  return (
    <li className="rounded-xl border border-line bg-surface shadow-sm">
      <div className="flex items-center gap-2 border-b border-line py-1.5 pr-2 pl-4 text-sm text-ink-2">
        {room === undefined ? (
          <span className="italic">A room that you are not in</span>
        ) : (
          <>
            <RoomMark room={room} />
            <Link
              to={reply === null ? `/rooms/${roomId}` : threadPath(roomId, reply.threadId)}
              className="min-w-0 truncate rounded-sm font-medium hover:underline"
            >
              {room.name}
            </Link>
            {reply !== null && <span className="shrink-0 text-ink-3">in a thread</span>}
          </>
        )}
        <span className="flex-1" />
        <IconButton
          icon={SendHorizontal}
          label="Send now"
          className="size-8!"
          disabled={!live || sendNow.isPending}
          onClick={() => sendNow.mutate()}
        />
        <IconButton
          icon={Pencil}
          label="Change"
          className="size-8!"
          disabled={!live}
          onClick={() => setEditing(true)}
        />
        <IconButton
          icon={Trash2}
          label="Delete"
          className="size-8!"
          disabled={!live || takeBack.isPending}
          onClick={() => takeBack.mutate()}
        />
      </div>
      <div className="flex flex-col gap-2 px-4 py-3">
        <div className="max-h-40 overflow-hidden">
          <MessageText text={text} />
        </div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
          {sendTime !== null && (
            <span className="flex items-center gap-1">
              <CalendarClock aria-hidden className="size-3.5" />
              <time dateTime={new Date(sendTime).toISOString()} title={fullTime(sendTime)}>
                {recurrence === null ? '' : 'Next: '}
                {dayTime(sendTime)}
              </time>
            </span>
          )}
          {recurrence !== null && (
            <span className="flex items-center gap-1">
              <Repeat aria-hidden className="size-3.5" />
              {recurrenceText(recurrence)}
            </span>
          )}
        </p>
        {failure !== null && <Notice kind="danger">Not sent. {failureText(failure)}</Notice>}
        {failed !== null && failure === null && <Notice kind="danger">{toProblem(failed).detail}</Notice>}
      </div>
      {editing && <ScheduleDialog about={{ kind: 'scheduled', message }} onClose={() => setEditing(false)} />}
    </li>
  );
}
