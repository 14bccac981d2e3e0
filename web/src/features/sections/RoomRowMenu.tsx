import { ArrowDown, ArrowUp, Bell, BellOff, DoorOpen, Ellipsis, FolderInput, Star, StarOff } from 'lucide-react';
import { useState } from 'react';
import { LeaveRoomDialog, MoveRoomDialog, NotificationsDialog } from '@/features/opened';
import type { Room } from '@/features/chat/model';
import { useArrangeRoom } from '@/features/rooms/useManageRoom';
import { Menu, type MenuItem } from '@/ui/Menu';
import { orderMoved } from './arrange';
import { useArrangeSections, useShownSections } from './useSections';

interface RoomRowMenuProps {
  room: Room;
  sectionId: string;
  className: string;
}

/** Where a room stands in the list and where else it can, how it is heard of, and the way out of it: open from the beginning. */
export function RoomRowMenu({ room, sectionId, className }: RoomRowMenuProps) {
  const [open, setOpen] = useState(true);
  const [dialog, setDialog] = useState<'section' | 'notifications' | 'leave' | null>(null);
  const arrange = useArrangeRoom(room.id);
  const { favourite, muted } = room.preferences;
  const close = () => setDialog(null);
  const shown = useShownSections().find(({ section }) => section.id === sectionId);
  const { mutate } = useArrangeSections();
  const up = shown === undefined ? null : orderMoved(shown, room, -1);
  const down = shown === undefined ? null : orderMoved(shown, room, 1);
  const move = (order: readonly string[] | null) => {
    if (order === null || shown === undefined) return;
    const place = order.indexOf(room.id) + 1;
    const said = `${room.name} moved to place ${place} of ${order.length} in ${shown.section.title}`;
    mutate({ kind: 'move', room, to: sectionId, order, said });
  };

  const leave: MenuItem = {
    label: room.kind === 'GROUP' ? 'Leave group' : 'Leave room',
    icon: DoorOpen,
    danger: true,
    separated: true,
    onSelect: () => setDialog('leave'),
  };

  return (
    <>
      <Menu
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" aria-label={`Actions for ${room.name}`} className={className}>
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
        items={[
          {
            label: favourite ? 'Remove from favourites' : 'Add to favourites',
            icon: favourite ? StarOff : Star,
            onSelect: () => arrange.mutate({ favourite: !favourite }),
          },
          {
            label: muted ? 'Unmute' : 'Mute',
            icon: muted ? Bell : BellOff,
            onSelect: () => arrange.mutate({ muted: !muted }),
          },
          { label: 'Notifications…', icon: Bell, onSelect: () => setDialog('notifications') },
          { label: 'Move up', icon: ArrowUp, separated: true, disabled: up === null, onSelect: () => move(up) },
          { label: 'Move down', icon: ArrowDown, disabled: down === null, onSelect: () => move(down) },
          { label: 'Move to section…', icon: FolderInput, onSelect: () => setDialog('section') },
          ...(room.kind === 'DIRECT' ? [] : [leave]),
        ]}
      />
      {dialog === 'section' && <MoveRoomDialog room={room} onClose={close} />}
      {dialog === 'notifications' && <NotificationsDialog room={room} onClose={close} />}
      {dialog === 'leave' && <LeaveRoomDialog room={room} onClose={close} />}
    </>
  );
}
