import { ArrowDown, ArrowUp, Ellipsis, FolderInput } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '@/features/chat/model';
import { Menu } from '@/ui/Menu';
import { orderMoved } from './arrange';
import { MoveRoomDialog } from './MoveRoomDialog';
import { useArrangeSections, useShownSections } from './useSections';

interface RoomRowMenuProps {
  room: Room;
  sectionId: string;
  className: string;
}

/** Where a room stands in the list, and where else it can: open from the beginning. */
export function RoomRowMenu({ room, sectionId, className }: RoomRowMenuProps) {
  const [open, setOpen] = useState(true);
  const [choosing, setChoosing] = useState(false);
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

  return (
    <>
      <Menu
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" aria-label={`Place of ${room.name}`} className={className}>
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
        items={[
          { label: 'Move up', icon: ArrowUp, disabled: up === null, onSelect: () => move(up) },
          { label: 'Move down', icon: ArrowDown, disabled: down === null, onSelect: () => move(down) },
          { label: 'Move to section…', icon: FolderInput, onSelect: () => setChoosing(true) },
        ]}
      />
      {choosing && <MoveRoomDialog room={room} onClose={() => setChoosing(false)} />}
    </>
  );
}
