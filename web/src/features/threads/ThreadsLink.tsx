import { MessagesSquare } from 'lucide-react';
import { NavLink } from 'react-router';
import { RoomCounts } from '@/features/rooms/RoomCounts';
import { cx } from '@/ui/cx';
import { useThreadCounts } from './useThreads';

/** The way to the threads that one follows, with what is left to read in them. */
export function ThreadsLink({ className }: { className: (state: { isActive: boolean }) => string }) {
  const { unread, mentions } = useThreadCounts();
  return (
    <NavLink
      to="/threads"
      className={(state) => cx(className(state), unread > 0 && !state.isActive && 'font-semibold! text-ink!')}
    >
      <MessagesSquare aria-hidden className="size-4 shrink-0" />
      <span className="flex-1">Threads</span>
      <RoomCounts unread={unread} mentions={mentions} />
    </NavLink>
  );
}
