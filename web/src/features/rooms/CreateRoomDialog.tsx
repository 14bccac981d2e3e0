import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { useFocusFirstError } from '@/features/auth/useFocusFirstError';
import { fieldError, Problem, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { formText } from '@/ui/formText';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import { useCreateRoom } from './useRoomActions';
import { VisibilityChoice } from './VisibilityChoice';

export function CreateRoomDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const formId = useId();
  const [visibility, setVisibility] = useState<'PUBLIC' | 'PRIVATE'>('PUBLIC');
  const [unnamed, setUnnamed] = useState<Problem | null>(null);
  const create = useCreateRoom((room) => {
    onClose();
    void navigate(`/rooms/${room.id}`);
  });
  const problem = unnamed ?? (create.error === null ? null : toProblem(create.error));
  const nameError = fieldError(problem, 'name') ?? (problem?.code === 'ROOM_NAME_TAKEN' ? problem.detail : undefined);
  const topicError = fieldError(problem, 'topic');
  const form = useFocusFirstError(problem);

  const submit = (data: FormData) => {
    const name = formText(data, 'name').trim();
    setUnnamed(name === '' ? NAME_MISSING : null);
    if (name !== '') create.mutate({ name, topic: formText(data, 'topic').trim(), visibility });
  };

  return (
    <Dialog title="Create a room" description="A place for one thing to talk about." onClose={onClose}>
      <form
        id={formId}
        ref={form}
        noValidate
        className="flex flex-col gap-4.5 overflow-y-auto px-6 pt-4 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        {problem !== null && nameError === undefined && topicError === undefined && (
          <Notice kind="danger">{problem.detail}</Notice>
        )}
        <TextField label="Name" name="name" maxLength={64} autoComplete="off" required error={nameError} />
        <TextField label="Topic" name="topic" maxLength={250} autoComplete="off" optional error={topicError} />
        <VisibilityChoice value={visibility} onChange={setVisibility} />
      </form>
      <div className="flex justify-end gap-2.5 px-6 pt-5 pb-6">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" form={formId} variant="primary" busy={create.isPending}>
          Create room
        </Button>
      </div>
    </Dialog>
  );
}

const NAME_MISSING = new Problem('INVALID_ARGUMENT', 400, 'The room needs a name.', false, [
  { field: 'name', message: 'Give the room a name.' },
]);
