import { useId, useState } from 'react';
import type { Room } from '@/features/chat/model';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import { useDeleteRoom } from './useDeletion';

/** Deletes a room, once its name was typed: nobody does that by mistake. */
export function DeleteRoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const formId = useId();
  const [typed, setTyped] = useState('');
  const remove = useDeleteRoom(room.id);
  const sure = typed.trim() === room.name;
  return (
    <Dialog
      title={`Delete ${room.name}?`}
      description="At once it is gone for everybody in it, with all that was said. Owners and admins can bring it back for a while, and are told until when; then it is deleted for good."
      onClose={onClose}
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4 px-6 pt-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (sure && !remove.isPending) remove.mutate();
        }}
      >
        {remove.error !== null && <Notice kind="danger">{toProblem(remove.error).detail}</Notice>}
        <TextField
          label="Type its name to delete it"
          name="name"
          hint={room.name}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      <div className="flex justify-end gap-2.5 px-6 pt-5 pb-6">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" form={formId} variant="danger" disabled={!sure} busy={remove.isPending}>
          Delete room
        </Button>
      </div>
    </Dialog>
  );
}
