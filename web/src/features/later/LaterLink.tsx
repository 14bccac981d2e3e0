import { Bookmark } from 'lucide-react';
import { NavLink } from 'react-router';
import { RoomCounts } from '@/features/rooms/RoomCounts';
import { cx } from '@/ui/cx';
import { useDueItems } from './useLater';

/** The way to what is saved for later, with how much of it is due. */
export function LaterLink({ className }: { className: (state: { isActive: boolean }) => string }) {
  const due = useDueItems().length;
  return (
    <NavLink
      to="/later"
      className={(state) => cx(className(state), due > 0 && !state.isActive && 'font-semibold! text-ink!')}
    >
      <Bookmark aria-hidden className="size-4 shrink-0" />
      <span className="flex-1">Later</span>
      <RoomCounts unread={due} mentions={0} what="due" />
    </NavLink>
  );
}
