import { useNavigate } from 'react-router';
import type { Room } from '@/features/chat/model';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { useLeaveRoom } from './useRoomActions';

export function LeaveRoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const navigate = useNavigate();
  const leave = useLeaveRoom(() => void navigate('/rooms'));
  return (
    <Dialog
      title={`Leave ${room.name}?`}
      description={
        room.visibility === 'PRIVATE'
          ? 'You will get no more messages, and can only come back when a member adds you.'
          : 'You will get no more messages. You can join again at any time.'
      }
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 px-6 pt-5 pb-6">
        {leave.error !== null && <Notice kind="danger">{toProblem(leave.error).detail}</Notice>}
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Stay</Button>
          <Button variant="danger" busy={leave.isPending} onClick={() => leave.mutate(room.id)}>
            Leave room
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
