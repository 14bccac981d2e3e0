import {
  Archive,
  ArchiveRestore,
  Bell,
  BellOff,
  DoorOpen,
  Ellipsis,
  FolderInput,
  Pin,
  Settings,
  ShieldAlert,
  Star,
  StarOff,
  TextSearch,
  Timer,
  Trash2,
  UserPlus,
} from 'lucide-react';
import { useState } from 'react';
import {
  ArchiveRoomDialog,
  DeleteRoomDialog,
  InvitePeopleDialog,
  LeaveRoomDialog,
  ModerationDialog,
  MoveRoomDialog,
  NotificationsDialog,
  RetentionDialog,
  RoomSettingsDialog,
} from '@/features/opened';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { Menu, type MenuItem } from '@/ui/Menu';
import { useOffer } from './offered';
import { useArchiveRoom, useArrangeRoom } from './useManageRoom';

interface RoomMenuProps {
  room: Room;
  onPins: () => void;
  onSearch: () => void;
}

/** What one can do with a room, and only that. */
export function RoomMenu({ room, onPins, onSearch }: RoomMenuProps) {
  const [dialog, setDialog] = useState<
    | 'archive'
    | 'delete'
    | 'invite'
    | 'leave'
    | 'moderation'
    | 'notifications'
    | 'retention'
    | 'section'
    | 'settings'
    | null
  >(null);
  const archive = useArchiveRoom(room.id);
  const arrange = useArrangeRoom(room.id);
  const close = () => setDialog(null);
  const { favourite, muted } = room.preferences;

  const items: MenuItem[] = [
    {
      label: favourite ? 'Remove from favourites' : 'Add to favourites',
      icon: favourite ? StarOff : Star,
      onSelect: () => arrange.mutate({ favourite: !favourite }),
    },
    { label: 'Move to section…', icon: FolderInput, onSelect: () => setDialog('section') },
    { label: 'Pinned messages', icon: Pin, onSelect: onPins },
    { label: 'Search in this room', icon: TextSearch, onSelect: onSearch },
    { label: 'Notifications', icon: muted ? BellOff : Bell, onSelect: () => setDialog('notifications') },
  ];
  if (may(room, 'ADD_MEMBERS')) {
    items.push({ label: 'Invite people', icon: UserPlus, onSelect: () => setDialog('invite') });
  }
  if (room.kind !== 'DIRECT') {
    items.push({ label: 'Room settings', icon: Settings, onSelect: () => setDialog('settings') });
  }
  if (may(room, 'CHANGE_RETENTION') || room.lifetimeSeconds > 0 || room.retentionDays > 0) {
    items.push({ label: 'Disappearing messages', icon: Timer, onSelect: () => setDialog('retention') });
  }
  if (may(room, 'REMOVE_MEMBERS')) {
    items.push({ label: 'Moderation', icon: ShieldAlert, onSelect: () => setDialog('moderation') });
  }
  if (may(room, 'ARCHIVE_ROOM')) {
    items.push(
      room.archived
        ? { label: 'Restore room', icon: ArchiveRestore, onSelect: () => archive.mutate(false) }
        : { label: 'Archive room', icon: Archive, onSelect: () => setDialog('archive') },
    );
  }
  if (room.kind !== 'DIRECT') {
    const label = room.kind === 'GROUP' ? 'Leave group' : 'Leave room';
    items.push({ label, icon: DoorOpen, danger: true, onSelect: () => setDialog('leave') });
  }
  if (may(room, 'DELETE_ROOM')) {
    items.push({ label: 'Delete room…', icon: Trash2, danger: true, onSelect: () => setDialog('delete') });
  }

  useOffer(items);

  return (
    <>
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
        items={items}
      />
      {dialog === 'invite' && <InvitePeopleDialog room={room} onClose={close} />}
      {dialog === 'moderation' && <ModerationDialog room={room} onClose={close} />}
      {dialog === 'notifications' && <NotificationsDialog room={room} onClose={close} />}
      {dialog === 'retention' && <RetentionDialog room={room} onClose={close} />}
      {dialog === 'section' && <MoveRoomDialog room={room} onClose={close} />}
      {dialog === 'settings' && <RoomSettingsDialog room={room} onClose={close} />}
      {dialog === 'archive' && <ArchiveRoomDialog room={room} onClose={close} />}
      {dialog === 'delete' && <DeleteRoomDialog room={room} onClose={close} />}
      {dialog === 'leave' && <LeaveRoomDialog room={room} onClose={close} />}
    </>
  );
}
