import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { formText } from '@/ui/formText';
import { TextField } from '@/ui/TextField';
import { useUndeleteRoom } from './useDeletion';

interface UndeleteRoomProps {
  roomId: string;
  name: string;
  onBack?: () => void;
}

/** Brings a deleted room back, and asks for another name where its own was taken meanwhile. */
export function UndeleteRoom({ roomId, name, onBack }: UndeleteRoomProps) {
  const undelete = useUndeleteRoom(roomId);
  const problem = undelete.error === null ? null : toProblem(undelete.error);
  const nameError = fieldError(problem, 'name');
  const bringBack = (given: string) => undelete.mutate(given, { onSuccess: onBack });
  if (nameError === undefined) {
    return (
      <div className="flex flex-col items-end gap-1.5">
        <Button busy={undelete.isPending} aria-label={`Undo the deletion of ${name}`} onClick={() => bringBack('')}>
          Undo
        </Button>
        {problem !== null && (
          <p role="alert" className="text-sm text-danger">
            {problem.detail}
          </p>
        )}
      </div>
    );
  }
  return (
    <form
      noValidate
      className="flex w-full flex-col gap-3 text-left"
      onSubmit={(event) => {
        event.preventDefault();
        bringBack(formText(new FormData(event.currentTarget), 'name').trim());
      }}
    >
      <TextField
        label="Another name"
        name="name"
        maxLength={64}
        autoComplete="off"
        defaultValue={name}
        error={nameError}
      />
      <Button type="submit" className="self-end" busy={undelete.isPending}>
        Bring it back
      </Button>
    </form>
  );
}
