import { useMutation } from '@tanstack/react-query';
import { useFocusFirstError } from '@/features/auth/useFocusFirstError';
import { useSignInOptions } from '@/features/auth/useSignInOptions';
import { changePassword } from '@/rpc/authApi';
import { countCharacters } from '@/rpc/characters';
import { session } from '@/rpc/browserSession';
import { fieldError, Problem, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { formText } from '@/ui/formText';
import { Notice } from '@/ui/Notice';
import { PasswordField } from '@/ui/PasswordField';

interface Change {
  readonly current: string;
  readonly next: string;
  readonly form: HTMLFormElement;
}

export function PasswordForm({ username }: { username: string }) {
  const minLength = useSignInOptions().data?.passwordMinLength ?? 10;
  const save = useMutation({
    mutationFn: async ({ current, next }: Change) => {
      if (countCharacters(next) < minLength) throw wrong('newPassword', `Use at least ${minLength} characters.`);
      return session.withToken((token) => changePassword(token, current, next));
    },
    onSuccess: (_, { form: done }) => done.reset(),
  });
  const problem = save.error === null ? null : place(toProblem(save.error));
  const form = useFocusFirstError(problem);

  return (
    <form
      ref={form}
      noValidate
      className="flex max-w-sm flex-col gap-4.5"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        save.mutate({
          current: formText(data, 'currentPassword'),
          next: formText(data, 'newPassword'),
          form: event.currentTarget,
        });
      }}
    >
      {problem !== null && problem.errors.length === 0 && <Notice kind="danger">{problem.detail}</Notice>}
      {save.isSuccess && <Notice kind="success">{changed(save.data)}</Notice>}
      {/* Lets password managers know whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        error={fieldError(problem, 'currentPassword')}
      />
      <PasswordField
        label="New password"
        name="newPassword"
        autoComplete="new-password"
        hint={`At least ${minLength} characters.`}
        error={fieldError(problem, 'newPassword')}
      />
      <Button type="submit" busy={save.isPending} className="self-start">
        Change password
      </Button>
    </form>
  );
}

function changed(endedSessions: number): string {
  if (endedSessions === 0) return 'Your password has changed.';
  return `Your password has changed, and ${endedSessions} other ${endedSessions === 1 ? 'session' : 'sessions'} ended.`;
}

/** Refusals that are about one of the fields, in its place. */
function place(problem: Problem): Problem {
  if (problem.code === 'WRONG_CREDENTIALS') return wrong('currentPassword', 'This is not your current password.');
  if (problem.errors.length > 0) return problem;
  if (problem.code === 'WEAK_PASSWORD') return wrong('newPassword', problem.detail);
  return problem;
}

function wrong(field: string, message: string): Problem {
  return new Problem('INVALID_ARGUMENT', 400, message, false, [{ field, message }]);
}
