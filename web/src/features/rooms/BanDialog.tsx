import { useId, useState } from 'react';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { inputClass } from '@/ui/inputClass';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import { useBan } from './useModeration';

const TERMS: readonly { seconds: number; label: string }[] = [
  { seconds: 3_600, label: 'For an hour' },
  { seconds: 86_400, label: 'For a day' },
  { seconds: 604_800, label: 'For a week' },
  { seconds: 2_592_000, label: 'For 30 days' },
  { seconds: 0, label: 'For good' },
];

interface BanDialogProps {
  roomId: string;
  person: { readonly id: string; readonly displayName: string };
  onClose: () => void;
}

/** Keeps somebody out of a room, for a time or for good. */
export function BanDialog({ roomId, person, onClose }: BanDialogProps) {
  const termId = useId();
  const [seconds, setSeconds] = useState(86_400);
  const [reason, setReason] = useState('');
  const ban = useBan(roomId, onClose);
  return (
    <Dialog
      title={`Ban ${person.displayName}?`}
      description="They are removed, cannot join, and nobody can add them until the ban ends or is lifted."
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-4.5 px-6 pt-4 pb-6"
        onSubmit={(event) => {
          event.preventDefault();
          ban.mutate({ userId: person.id, seconds, reason: reason.trim() });
        }}
      >
        {ban.error !== null && <Notice kind="danger">{toProblem(ban.error).detail}</Notice>}
        <TextField
          label="Reason"
          name="reason"
          maxLength={250}
          autoComplete="off"
          optional
          hint="Only those who keep order see it."
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Field id={termId} label="How long">
          <select
            id={termId}
            className={inputClass()}
            value={seconds}
            onChange={(event) => setSeconds(Number(event.target.value))}
          >
            {TERMS.map((term) => (
              <option key={term.seconds} value={term.seconds}>
                {term.label}
              </option>
            ))}
          </select>
        </Field>
        <div className="flex justify-end gap-2.5 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={ban.isPending}>
            Ban
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
