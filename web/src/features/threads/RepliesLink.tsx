import { Link, useLocation } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import { threadSearch } from '@/features/chat/messagePath';
import type { Message } from '@/features/chat/model';
import { dayTime } from '@/features/chat/times';
import { unreadCount } from '@/features/chat/unread';
import { repliesText } from './repliesText';
import { Repliers } from './Repliers';

/** Under a message that has been replied to: by whom and how often, and the way there. */
export function RepliesLink({ message: { id, replies } }: { message: Message }) {
  const { pathname } = useLocation();
  const followed = useChat((state) => state.threads[id]);
  if (replies === null) return null;
  const unread = followed === undefined ? 0 : unreadCount(followed.read);
  return (
    <Link
      to={{ pathname, search: threadSearch(id) }}
      className="group/thread mt-1 mb-0.5 flex min-h-8 w-fit max-w-full items-center gap-2 rounded-lg border border-transparent py-1 pr-2.5 pl-1 text-sm transition-colors hover:border-line hover:bg-surface pointer-coarse:min-h-9"
    >
      <Repliers userIds={replies.userIds} />
      <span className="shrink-0 font-medium text-link group-hover/thread:underline">{repliesText(replies.count)}</span>
      {unread > 0 && (
        <span className="shrink-0 rounded-full bg-accent px-1.5 text-xs leading-5 font-semibold text-accent-ink tabular-nums">
          {unread} new
        </span>
      )}
      <span className="truncate text-xs text-ink-3">
        <span className="max-sm:hidden">the last </span>
        {dayTime(replies.lastTime)}
      </span>
    </Link>
  );
}
