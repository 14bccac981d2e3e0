import { Compass, Plus, Search, Users } from 'lucide-react';
import { useId } from 'react';
import { NavLink, useParams } from 'react-router';
import type { Room } from '@/features/chat/model';
import { useRooms, useSections } from '@/features/chat/rooms';
import { useGuest } from '@/features/guests/useGuest';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';
import { Kbd } from '@/ui/Kbd';
import { Logo } from '@/ui/Logo';
import { Skeleton } from '@/ui/Skeleton';
import { useOpenDialog } from './dialogs';
import { commandKey } from './commandKey';
import { RoomLink } from './RoomLink';
import { UserMenu } from './UserMenu';

export function Sidebar({ className }: { className?: string }) {
  const rooms = useRooms();
  const { favourites, channels, conversations } = useSections(useParams()['roomId']);
  const open = useOpenDialog();
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
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pt-2 pb-4">
        {!guest && (
          <NavLink
            to="/discover"
            className={({ isActive }) => cx(LINK, isActive ? 'bg-selected text-ink' : 'text-ink-2 hover:bg-hover')}
          >
            <Compass aria-hidden className="size-4 shrink-0" />
            Browse rooms
          </NavLink>
        )}
        <NavLink
          to="/people"
          className={({ isActive }) => cx(LINK, isActive ? 'bg-selected text-ink' : 'text-ink-2 hover:bg-hover')}
        >
          <Users aria-hidden className="size-4 shrink-0" />
          People
        </NavLink>
        {favourites.length > 0 && <Section title="Favourites" rooms={favourites} />}
        <Section
          title="Your rooms"
          rooms={rooms === null ? null : channels}
          add={guest ? undefined : 'Create a room'}
          onAdd={() => open('createRoom')}
          empty={
            guest
              ? 'No rooms yet. Open an invitation to enter one.'
              : 'No rooms yet. Create one, or browse those that are open.'
          }
        />
        <Section
          title="Conversations"
          rooms={rooms === null ? null : conversations}
          add="New conversation"
          onAdd={() => open('newConversation')}
          empty={
            guest
              ? 'Nobody to talk to yet. Begin with somebody from your rooms.'
              : 'Nobody to talk to yet. Begin with one person or with several.'
          }
        />
      </div>
      <UserMenu />
    </nav>
  );
}

interface SectionProps {
  title: string;
  /** Null while they are not known yet. */
  rooms: readonly Room[] | null;
  /** What one adds to it, where one can. */
  add?: string | undefined;
  onAdd?: () => void;
  /** Said where there are no rooms. */
  empty?: string;
}

function Section({ title, rooms, add, onAdd, empty }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mt-4 mb-1 flex items-center justify-between pl-2.5">
        <h2 id={id} className="text-xs font-semibold tracking-normal text-ink-3">
          {title}
        </h2>
        {add !== undefined && <IconButton icon={Plus} label={add} className="size-7" onClick={onAdd} />}
      </div>
      {rooms === null ? (
        <div role="status" aria-label={`Loading ${title.toLowerCase()}`} className="flex flex-col gap-4 px-2.5 pt-2">
          <Skeleton className="h-3.5 w-2/3" />
          <Skeleton className="h-3.5 w-1/2" />
          <Skeleton className="h-3.5 w-3/5" />
        </div>
      ) : rooms.length === 0 ? (
        <p className="px-2.5 py-1 text-sm text-ink-3">{empty}</p>
      ) : (
        <ul className="flex flex-col gap-px">
          {rooms.map((room) => (
            <li key={room.id}>
              <RoomLink room={room} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const LINK = 'flex h-9 items-center gap-2 rounded-md px-2.5 font-medium transition-colors max-md:h-11';
