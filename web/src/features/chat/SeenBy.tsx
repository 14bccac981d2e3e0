import { Check } from 'lucide-react';
import { useMembers } from '@/features/rooms/useMembers';
import { Tooltip } from '@/ui/Tooltip';
import type { Room } from './model';

/** As many names as fit on a line. */
const SHOWN = 3;

interface SeenByProps {
  room: Room;
  userIds: readonly string[];
}

/** Who has seen a message: a few names, all of them on hover and focus. */
export function SeenBy({ room, userIds }: SeenByProps) {
  const members = useMembers(room).data?.pages.flatMap((page) => page.members) ?? [];
  const names = members
    .flatMap(({ person }) => (person !== undefined && userIds.includes(person.id) ? [person.displayName] : []))
    .sort((one, other) => one.localeCompare(other));
  if (names.length === 0) return null;
  const more = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(', ');
  return (
    <p className="flex justify-end px-4 sm:px-6">
      <Tooltip label={names.join(', ')}>
        <button type="button" className="flex min-h-6 max-w-full items-center gap-1 rounded-sm text-xs text-ink-3">
          <Check aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">
            Seen by {shown}
            {more > 0 && ` and ${more} more`}
          </span>
        </button>
      </Tooltip>
    </p>
  );
}
