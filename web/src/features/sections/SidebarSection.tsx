import { ChevronRight, Plus } from 'lucide-react';
import { useId } from 'react';
import { useChat } from '@/features/chat/chatContext';
import { useGuest } from '@/features/guests/useGuest';
import { RoomCounts } from '@/features/rooms/RoomCounts';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';
import { Skeleton } from '@/ui/Skeleton';
import type { ShownSection } from './arrange';
import { RoomRow } from './RoomRow';
import { SectionMenu } from './SectionMenu';
import type { Drop } from './useRoomDrag';
import { useArrangeSections } from './useSections';

interface SidebarSectionProps {
  shown: ShownSection;
  /** What one adds to it, where one can. */
  add?: string;
  onAdd?: () => void;
  /** Where a room that is dragged would go, if it is in this section. */
  drop: Drop | null;
}

/** A heading, its menu, and the rooms below it. */
export function SidebarSection({ shown, add, onAdd, drop }: SidebarSectionProps) {
  const { section, all, rooms, counts } = shown;
  const { id, title, collapsed } = section;
  const headingId = useId();
  const guest = useGuest();
  const loading = useChat((state) => state.rooms === null);
  const { mutate } = useArrangeSections();
  const toggle = () => {
    const said = collapsed ? `${title} expanded` : `${title} collapsed`;
    mutate({ kind: 'update', id, update: { collapsed: !collapsed }, said });
  };
  const hidden = collapsed ? 0 : all.length - rooms.length;
  const whole = drop !== null && drop.above === undefined;

  return (
    <section
      aria-labelledby={headingId}
      data-section={id}
      className={cx('mt-3 rounded-lg', whole && 'bg-accent-soft ring-1 ring-accent')}
    >
      <div className="group/section mb-0.5 flex h-8 items-center gap-0.5">
        <h2 id={headingId} className="min-w-0 flex-1 text-xs font-semibold tracking-normal text-ink-3">
          <button
            type="button"
            aria-expanded={!collapsed}
            onClick={toggle}
            className="flex h-7 max-w-full items-center gap-1 rounded-md pr-1.5 pl-1 hover:text-ink"
          >
            <ChevronRight
              aria-hidden
              className={cx('size-3.5 shrink-0 transition-transform', !collapsed && 'rotate-90')}
            />
            <span className="truncate">{title}</span>
          </button>
        </h2>
        {collapsed && <RoomCounts {...counts} />}
        <SectionMenu section={section} />
        {add !== undefined && <IconButton icon={Plus} label={add} className="size-7" onClick={onAdd} />}
      </div>
      {loading ? (
        <div
          role="status"
          aria-label={`Loading ${title.toLowerCase()}`}
          className="flex flex-col gap-4 px-2.5 pt-2 pb-1"
        >
          <Skeleton className="h-3.5 w-2/3" />
          <Skeleton className="h-3.5 w-1/2" />
        </div>
      ) : !collapsed && all.length === 0 ? (
        <p className="px-2.5 py-1 text-sm text-ink-3">{guest ? EMPTY_FOR_GUESTS[section.kind] : EMPTY[section.kind]}</p>
      ) : (
        rooms.length > 0 && (
          <ul className="flex flex-col gap-px">
            {rooms.map((room, index) => (
              <RoomRow
                key={room.id}
                room={room}
                sectionId={id}
                drop={dropAt(drop, room.id, index === rooms.length - 1)}
              />
            ))}
          </ul>
        )
      )}
      {hidden > 0 && (
        <p className="px-2.5 py-1 text-xs text-ink-3">{hidden === 1 ? '1 quiet room' : `${hidden} quiet rooms`}</p>
      )}
    </section>
  );
}

function dropAt(drop: Drop | null, roomId: string, last: boolean): 'above' | 'below' | null {
  if (drop?.above === undefined) return null;
  if (drop.above === roomId) return 'above';
  return last && drop.above === null ? 'below' : null;
}

const EMPTY = {
  FAVOURITES: 'Rooms that you want at hand.',
  OWN: 'Nothing in it yet. Drag rooms here, or choose “Move to section”.',
  CHANNELS: 'No rooms yet. Create one, or browse those that are open.',
  CONVERSATIONS: 'Nobody to talk to yet. Begin with one person or with several.',
} as const;

const EMPTY_FOR_GUESTS = {
  ...EMPTY,
  CHANNELS: 'No rooms yet. Open an invitation to enter one.',
  CONVERSATIONS: 'Nobody to talk to yet. Begin with somebody from your rooms.',
} as const;
