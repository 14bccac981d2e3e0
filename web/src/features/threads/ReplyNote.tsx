import { CornerDownRight } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { threadSearch } from '@/features/chat/messagePath';
import type { Message } from '@/features/chat/model';
import { useThreadShown } from '@/features/chat/threadShown';

/** Above a reply: among a room's messages, the way to its thread; in its thread, that it stands in the room, too. */
export function ReplyNote({ message: { thread, ordinal } }: { message: Message }) {
  const { pathname } = useLocation();
  const within = useThreadShown() !== null;
  if (thread === null || (within && ordinal === 0)) return null;
  return (
    <p className="flex items-center gap-1 text-xs text-ink-3">
      <CornerDownRight aria-hidden className="size-3 shrink-0" />
      {within ? (
        'Also in the room'
      ) : (
        <Link to={{ pathname, search: threadSearch(thread.id) }} className="rounded-sm hover:underline">
          In a thread
        </Link>
      )}
    </p>
  );
}
