import { Archive, ArchiveRestore, ChevronLeft, DoorOpen, Ellipsis, Settings, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { AddMemberDialog } from '@/features/rooms/AddMemberDialog';
import { ArchiveRoomDialog } from '@/features/rooms/ArchiveRoomDialog';
import { LeaveRoomDialog } from '@/features/rooms/LeaveRoomDialog';
import { RoomMark } from '@/features/rooms/RoomMark';
import { RoomSettingsDialog } from '@/features/rooms/RoomSettingsDialog';
import { useArchiveRoom } from '@/features/rooms/useManageRoom';
import { StatusMark } from '@/features/presence/StatusMark';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { Tooltip } from '@/ui/Tooltip';
import type { Room } from './model';
import { may } from './powers';

interface RoomHeaderProps {
  room: Room;
  membersShown: boolean;
  onToggleMembers: () => void;
}

export function RoomHeader({ room, membersShown, onToggleMembers }: RoomHeaderProps) {
  const [dialog, setDialog] = useState<'add' | 'archive' | 'leave' | 'settings' | null>(null);
  const direct = room.kind === 'DIRECT';
  const other = direct ? room.people[0] : undefined;
  const close = () => setDialog(null);
  const mayAdd = may(room, 'ADD_MEMBERS');
  const archive = useArchiveRoom(room.id);
  const people = `${room.memberCount} ${room.memberCount === 1 ? 'member' : 'members'}`;

  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line bg-canvas pr-2 pl-1.5 sm:pr-3.5 md:pl-6">
      <Link
        to="/rooms"
        aria-label="Back to your rooms"
        className="flex size-10 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover md:hidden"
      >
        <ChevronLeft aria-hidden className="size-5" />
      </Link>
      <div className="flex min-w-0 flex-1 items-center gap-3">
        <h1 className="flex min-w-0 shrink-0 items-center gap-2 font-semibold max-sm:shrink sm:max-w-[60%]">
          <RoomMark room={room} size="sm" said />
          <span className="truncate">{room.name}</span>
        </h1>
        {other !== undefined && <StatusMark userId={other.id} />}
        {room.topic !== '' && (
          <p className="truncate border-l border-line pl-3 text-sm text-ink-3 max-sm:hidden" title={room.topic}>
            {room.topic}
          </p>
        )}
      </div>
      {direct ? null : (
        <>
          <Tooltip label={membersShown ? 'Hide members' : 'Show members'}>
            <button
              type="button"
              aria-label={people}
              aria-expanded={membersShown}
              onClick={onToggleMembers}
              className="flex h-9 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm text-ink-2 transition-colors tabular-nums hover:bg-hover hover:text-ink aria-expanded:bg-accent-soft aria-expanded:text-accent"
            >
              <Users aria-hidden className="size-[1.125rem]" strokeWidth={1.9} />
              {room.memberCount}
            </button>
          </Tooltip>
          {mayAdd && (
            <IconButton icon={UserPlus} label="Add people" onClick={() => setDialog('add')} className="max-sm:hidden" />
          )}
          <Menu
            trigger={
              <button
                type="button"
                aria-label="Room actions"
                className="flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
              >
                <Ellipsis aria-hidden className="size-[1.125rem]" />
              </button>
            }
            items={[
              ...(mayAdd ? [{ label: 'Add people', icon: UserPlus, onSelect: () => setDialog('add') }] : []),
              { label: 'Room settings', icon: Settings, onSelect: () => setDialog('settings') },
              ...(may(room, 'ARCHIVE_ROOM')
                ? [
                    room.archived
                      ? { label: 'Restore room', icon: ArchiveRestore, onSelect: () => archive.mutate(false) }
                      : { label: 'Archive room', icon: Archive, onSelect: () => setDialog('archive') },
                  ]
                : []),
              {
                label: room.kind === 'GROUP' ? 'Leave group' : 'Leave room',
                icon: DoorOpen,
                danger: true,
                onSelect: () => setDialog('leave'),
              },
            ]}
          />
        </>
      )}
      {dialog === 'add' && <AddMemberDialog room={room} onClose={close} />}
      {dialog === 'settings' && <RoomSettingsDialog room={room} onClose={close} />}
      {dialog === 'archive' && <ArchiveRoomDialog room={room} onClose={close} />}
      {dialog === 'leave' && <LeaveRoomDialog room={room} onClose={close} />}
    </header>
  );
}
