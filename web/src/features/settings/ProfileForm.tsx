import { useMutation } from '@tanstack/react-query';
import { useFocusFirstError } from '@/features/auth/useFocusFirstError';
import type { User } from '@/gen/parley/v1/users_pb';
import { session } from '@/rpc/browserSession';
import { fieldError, Problem, toProblem } from '@/rpc/problem';
import { updateDisplayName } from '@/rpc/usersApi';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { formText } from '@/ui/formText';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';

export function ProfileForm({ me }: { me: User }) {
  const save = useMutation({
    mutationFn: async (displayName: string) => {
      if (displayName === '') throw NAME_MISSING;
      return session.withToken((token) => updateDisplayName(token, displayName));
    },
    onSuccess: (user) => session.updateUser(user),
  });
  const problem = save.error === null ? null : toProblem(save.error);
  const form = useFocusFirstError(problem);

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col items-start gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(formText(new FormData(event.currentTarget), 'displayName').trim());
      }}
    >
      <div className="flex items-center gap-4">
        <Avatar person={me} size="lg" />
        <div className="min-w-0">
          <p className="font-medium">@{me.username}</p>
          <p className="text-sm wrap-anywhere text-ink-3">{me.email}</p>
        </div>
      </div>
      {problem !== null && problem.errors.length === 0 && <Notice kind="danger">{problem.detail}</Notice>}
      {save.isSuccess && <Notice kind="success">Saved.</Notice>}
      <div className="w-full max-w-sm">
        <TextField
          label="Display name"
          name="displayName"
          autoComplete="name"
          maxLength={64}
          defaultValue={me.displayName}
          error={fieldError(problem, 'displayName')}
        />
      </div>
      <Button type="submit" busy={save.isPending}>
        Save profile
      </Button>
    </form>
  );
}

const NAME_MISSING = new Problem('INVALID_ARGUMENT', 400, 'A name is needed.', false, [
  { field: 'displayName', message: 'Enter a name.' },
]);
