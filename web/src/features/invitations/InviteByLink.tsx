import { useId, useState } from 'react';
import { useFocusFirstError } from '@/features/auth/useFocusFirstError';
import type { Room } from '@/features/chat/model';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { formText } from '@/ui/formText';
import { inputClass } from '@/ui/inputClass';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import { NewLink } from './NewLink';
import { useCreateInvitation } from './useInvitations';

const LIFETIMES = [
  { hours: 1, label: 'An hour' },
  { hours: 24, label: 'A day' },
  { hours: 7 * 24, label: '7 days' },
  { hours: 30 * 24, label: '30 days' },
  { hours: 0, label: 'Until it is revoked' },
] as const;

const LIMITS = [0, 1, 5, 10, 25, 100] as const;

/** Makes a link that lets in whoever has it, or one person with an address; then shows it, this once. */
export function InviteByLink({ room }: { room: Room }) {
  const id = useId();
  const [email, setEmail] = useState('');
  const [limit, setLimit] = useState(0);
  const make = useCreateInvitation(room.id);
  const problem = make.error === null ? null : toProblem(make.error);
  const form = useFocusFirstError(problem);
  const forOne = email.trim() !== '';

  if (make.isSuccess) {
    const again = () => {
      setEmail('');
      make.reset();
    };
    return <NewLink token={make.data.token} email={make.data.invitation?.email ?? ''} onAnother={again} />;
  }

  const submit = (data: FormData) =>
    make.mutate({
      email: forOne ? email.trim() : undefined,
      useLimit: forOne ? 1 : limit,
      validHours: Number(formText(data, 'validHours')),
      approvalNeeded: data.has('approvalNeeded'),
      guest: data.has('guest'),
    });

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4.5 overflow-y-auto px-6 pt-4 pb-6"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {problem !== null && problem.errors.length === 0 && <Notice kind="danger">{problem.detail}</Notice>}
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="off"
        optional
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        hint="For one person: the link can then be used once. Nothing is sent there; you pass it on."
        error={fieldError(problem, 'email')}
      />
      <div className="grid gap-4.5 sm:grid-cols-2">
        <Field id={`${id}-hours`} label="Good for">
          <select id={`${id}-hours`} name="validHours" defaultValue={7 * 24} className={inputClass()}>
            {LIFETIMES.map(({ hours, label }) => (
              <option key={hours} value={hours}>
                {label}
              </option>
            ))}
          </select>
        </Field>
        <Field id={`${id}-limit`} label="How often">
          <select
            id={`${id}-limit`}
            disabled={forOne}
            value={forOne ? 1 : limit}
            onChange={(event) => setLimit(Number(event.target.value))}
            className={inputClass()}
          >
            {LIMITS.map((uses) => (
              <option key={uses} value={uses}>
                {uses === 0 ? 'Without limit' : uses === 1 ? 'Once' : `${uses} times`}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <Choice
        name="approvalNeeded"
        label="Approval needed"
        note="Who opens it asks to join, and waits until somebody here lets them in."
      />
      <Choice
        name="guest"
        label="For guests"
        note="Who signs up by it becomes a guest: they see the rooms they are invited to, and the people in them. Who has an account joins with it."
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={make.isPending}>
          Create link
        </Button>
      </div>
    </form>
  );
}

function Choice({ name, label, note }: { name: string; label: string; note: string }) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <input
        id={id}
        name={name}
        type="checkbox"
        className="mt-0.5 size-5 shrink-0 accent-accent"
        aria-describedby={`${id}-note`}
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-note`} className="text-sm text-ink-2">
          {note}
        </p>
      </div>
    </div>
  );
}
