import type { Room } from '@/features/chat/model';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { useArchiveRoom } from './useManageRoom';

export function ArchiveRoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const archive = useArchiveRoom(room.id);
  return (
    <Dialog
      title={`Archive ${room.name}?`}
      description="Everything in it can still be read, and nothing can be written. It can be restored at any time."
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 px-6 pt-5 pb-6">
        {archive.error !== null && <Notice kind="danger">{toProblem(archive.error).detail}</Notice>}
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={archive.isPending}
            onClick={() => archive.mutate(true, { onSuccess: onClose })}
          >
            Archive room
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
