import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useFocusFirstError } from '@/features/auth/useFocusFirstError';
import type { User } from '@/gen/parley/v1/users_pb';
import { session } from '@/rpc/browserSession';
import { fieldError, Problem, toProblem } from '@/rpc/problem';
import { updateProfile, type Profile } from '@/rpc/usersApi';
import { Button } from '@/ui/Button';
import { formText } from '@/ui/formText';
import { Notice } from '@/ui/Notice';
import { TextArea } from '@/ui/TextArea';
import { TextField } from '@/ui/TextField';
import { TimeZoneField } from './TimeZoneField';

const FIELDS = ['displayName', 'pronouns', 'bio', 'timeZone'] as const;

/** What one says of oneself, as everybody sees it. */
export function ProfileForm({ me }: { me: User }) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: async (profile: Profile) => {
      if (profile.displayName === '') throw NAME_MISSING;
      return session.withToken((token) => updateProfile(token, profile));
    },
    onSuccess: (user) => {
      session.updateUser(user);
      void client.invalidateQueries({ queryKey: ['user', user.id] });
    },
  });
  const problem = save.error === null ? null : toProblem(save.error);
  const form = useFocusFirstError(problem);
  const known = FIELDS.some((field) => fieldError(problem, field) !== undefined);

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col items-start gap-5"
      onChange={() => {
        if (save.isSuccess) save.reset();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(written(new FormData(event.currentTarget)));
      }}
    >
      {problem !== null && !known && <Notice kind="danger">{problem.detail}</Notice>}
      <div className="flex w-full max-w-sm flex-col gap-5">
        <TextField
          label="Display name"
          name="displayName"
          autoComplete="name"
          maxLength={64}
          defaultValue={me.displayName}
          error={fieldError(problem, 'displayName')}
        />
        <TextField
          label="Pronouns"
          name="pronouns"
          optional
          autoComplete="off"
          maxLength={40}
          placeholder="she/her, they/them"
          defaultValue={me.pronouns}
          error={fieldError(problem, 'pronouns')}
        />
        <TextArea
          label="About you"
          name="bio"
          optional
          rows={4}
          maxLength={250}
          defaultValue={me.bio}
          hint="At most 250 characters."
          error={fieldError(problem, 'bio')}
        />
        <TimeZoneField name="timeZone" defaultValue={me.timeZone} error={fieldError(problem, 'timeZone')} />
      </div>
      <div className="flex items-center gap-3">
        <Button type="submit" busy={save.isPending}>
          Save profile
        </Button>
        <span role="status" className="flex items-center gap-1.5 text-sm text-online">
          {save.isSuccess && (
            <>
              <Check aria-hidden className="size-4" />
              Saved.
            </>
          )}
        </span>
      </div>
    </form>
  );
}

function written(data: FormData): Profile {
  return {
    displayName: formText(data, 'displayName').trim(),
    pronouns: formText(data, 'pronouns').trim(),
    bio: formText(data, 'bio').replaceAll('\r\n', '\n').trim(),
    timeZone: formText(data, 'timeZone'),
  };
}

const NAME_MISSING = new Problem('INVALID_ARGUMENT', 400, 'A name is needed.', false, [
  { field: 'displayName', message: 'Enter a name.' },
]);
