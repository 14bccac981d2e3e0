import { CalendarClock } from 'lucide-react';
import { Link } from 'react-router';
import { useScheduled } from './useLater';

/** Says that the person says something later in a room, or in a thread of it; with the way there. */
export function ScheduledHere({ roomId, threadId }: { roomId: string; threadId?: string }) {
  const messages = useScheduled(roomId, threadId);
  if (messages.length === 0) return null;
  const failed = messages.some(({ failure }) => failure !== null);
  return (
    <Link
      to="/later?tab=scheduled"
      className="mx-5 mb-1 flex w-fit items-center gap-1.5 rounded-sm text-xs text-ink-3 hover:underline"
    >
      <CalendarClock aria-hidden className="size-3.5" />
      {messages.length === 1 ? '1 message is scheduled here' : `${messages.length} messages are scheduled here`}
      {failed && <span className="font-medium text-danger">, not all could be sent</span>}
    </Link>
  );
}
