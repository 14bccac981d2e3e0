import { Compass, Search, TextSearch, Users } from 'lucide-react';
import { useRef } from 'react';
import { NavLink } from 'react-router';
import { useGuest } from '@/features/guests/useGuest';
import { LaterLink } from '@/features/later/LaterLink';
import type { ShownSection } from '@/features/sections/arrange';
import { SectionsNotice } from '@/features/sections/SectionsNotice';
import { SidebarSection } from '@/features/sections/SidebarSection';
import { useRoomDrag } from '@/features/sections/useRoomDrag';
import { useArrangeSections, useSectionsNews, useShownSections } from '@/features/sections/useSections';
import { ThreadsLink } from '@/features/threads/ThreadsLink';
import { cx } from '@/ui/cx';
import { Kbd } from '@/ui/Kbd';
import { Logo } from '@/ui/Logo';
import { commandKey } from './commandKey';
import { useOpenDialog, type WorkspaceDialog } from './dialogs';
import { RoomMark } from './RoomMark';
import { UserMenu } from './UserMenu';
import { useRoomKeys } from './useRoomKeys';

export function Sidebar({ className }: { className?: string }) {
  const open = useOpenDialog();
  const list = useRef<HTMLDivElement>(null);
  const sections = useShownSections();
  const { mutate } = useArrangeSections();
  const { drag, ghost, onPointerDown } = useRoomDrag({ list, sections, onMove: mutate });
  useSectionsNews();
  useRoomKeys(sections);
  const guest = useGuest();
  return (
    <nav aria-label="Rooms" className={cx('min-h-0 shrink-0 flex-col border-r border-line bg-sunken', className)}>
      <div className="flex h-14 shrink-0 items-center px-4">
        <Logo />
      </div>
      <div className="px-3 pb-1">
        <button
          type="button"
          onClick={() => open('quickSwitcher')}
          className="flex h-9 w-full items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-sm text-ink-3 shadow-sm transition-colors hover:border-line-strong hover:text-ink-2"
        >
          <Search aria-hidden className="size-4" />
          <span className="flex-1 text-left">Jump to…</span>
          <span className="max-md:hidden">
            <Kbd>{commandKey('K')}</Kbd>
          </span>
        </button>
      </div>
      {/* Dragging is a shortcut for the mouse; each room has a menu for the keyboard. */}
      <div
        ref={list}
        onPointerDown={onPointerDown}
        className={cx('min-h-0 flex-1 overflow-y-auto px-3 pt-2 pb-4', drag !== null && 'cursor-grabbing')}
      >
        <ThreadsLink className={link} />
        <LaterLink className={link} />
        <NavLink to="/search" className={link}>
          <TextSearch aria-hidden className="size-4 shrink-0" />
          Search messages
        </NavLink>
        {!guest && (
          <NavLink to="/discover" className={link}>
            <Compass aria-hidden className="size-4 shrink-0" />
            Browse rooms
          </NavLink>
        )}
        <NavLink to="/people" className={link}>
          <Users aria-hidden className="size-4 shrink-0" />
          People
        </NavLink>
        <SectionsNotice />
        {sections
          .filter((shown) => drag !== null || isShown(shown))
          .map((shown) => {
            const adding = guest && shown.section.kind === 'CHANNELS' ? undefined : ADD[shown.section.kind];
            const { id } = shown.section;
            return (
              <SidebarSection
                key={id}
                shown={shown}
                drop={drag?.drop?.sectionId === id ? drag.drop : null}
                add={adding?.label}
                onAdd={adding === undefined ? undefined : () => open(adding.dialog)}
              />
            );
          })}
      </div>
      {drag !== null && (
        <div
          ref={ghost}
          aria-hidden
          // Out of sight until it is where the mouse is.
          style={{ transform: 'translateX(-100vw)' }}
          className="pointer-events-none fixed top-0 left-0 z-50 flex h-9 max-w-60 items-center gap-2 rounded-md border border-line bg-raised px-2.5 shadow-lg"
        >
          <RoomMark room={drag.room} />
          <span className="truncate font-medium">{drag.room.name}</span>
        </div>
      )}
      <UserMenu />
    </nav>
  );
}

/** Without favourites, their section only comes when there is something to put into it. */
function isShown({ section, all }: ShownSection): boolean {
  return section.kind !== 'FAVOURITES' || all.length > 0;
}

const ADD: Partial<Record<ShownSection['section']['kind'], { label: string; dialog: WorkspaceDialog }>> = {
  CHANNELS: { label: 'Create a room', dialog: 'createRoom' },
  CONVERSATIONS: { label: 'New conversation', dialog: 'newConversation' },
};

function link({ isActive }: { isActive: boolean }): string {
  return cx(
    'flex h-9 items-center gap-2 rounded-md px-2.5 font-medium transition-colors max-md:h-11',
    isActive ? 'bg-selected text-ink' : 'text-ink-2 hover:bg-hover',
  );
}
