import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import type { Room } from '@/features/chat/model';
import { useManageMember } from './useManageRoom';

interface RemoveMemberDialogProps {
  room: Room;
  person: { readonly id: string; readonly displayName: string };
  onClose: () => void;
}

/** Asks before somebody is taken out of a room. */
export function RemoveMemberDialog({ room, person, onClose }: RemoveMemberDialogProps) {
  const manage = useManageMember(room.id);
  return (
    <Dialog
      title={`Remove ${person.displayName}?`}
      description={
        room.visibility === 'PUBLIC'
          ? 'They are out at once, and can join again.'
          : 'They are out at once, and come back only if somebody adds or invites them.'
      }
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 px-6 pt-4 pb-6">
        {manage.error !== null && <Notice kind="danger">{toProblem(manage.error).detail}</Notice>}
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            busy={manage.isPending}
            onClick={() => manage.mutate({ userId: person.id, role: null }, { onSuccess: onClose })}
          >
            Remove
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
