import { useState } from 'react';
import type { SavedItem } from '@/features/chat/model';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { TextArea } from '@/ui/TextArea';
import { useCreateReminder, useSaveMessage, useUpdateItem } from './useLater';
import { WhenField } from './WhenField';
import { presets } from './when';

interface RemindDialogProps {
  /** What it is about: a message, what is saved already, or nothing yet. */
  about:
    | { readonly kind: 'message'; readonly roomId: string; readonly messageId: string }
    | { readonly kind: 'item'; readonly item: SavedItem }
    | { readonly kind: 'note'; readonly note?: string };
  onClose: () => void;
}

/** Asks when to be reminded, and of what. */
export function RemindDialog({ about, onClose }: RemindDialogProps) {
  const item = about.kind === 'item' ? about.item : null;
  const message = about.kind === 'message' ? about : null;
  const alone = about.kind === 'note' || (item !== null && item.place === null);
  const [note, setNote] = useState(item?.note ?? (about.kind === 'note' ? (about.note ?? '') : ''));
  const [time, setTime] = useState<number | null>(
    () => (item?.due === true ? null : item?.remindTime) ?? presets(Date.now())[1]?.time ?? null,
  );
  const save = useSaveMessage(message?.roomId ?? '', message?.messageId ?? '');
  const create = useCreateReminder();
  const update = useUpdateItem(item?.id ?? '');
  const asked = message !== null ? save : item !== null ? update : create;
  const problem = asked.error === null ? null : toProblem(asked.error);
  const noteError = fieldError(problem, 'note');
  const timeError = fieldError(problem, 'remindTime');

  const submit = () => {
    const done = { onSuccess: onClose };
    if (message !== null) save.mutate({ remindTime: time, note }, done);
    else if (item !== null)
      update.mutate({ note, ...(time === null ? { clearReminder: true } : { remindTime: time }) }, done);
    else if (time !== null) create.mutate({ note, remindTime: time }, done);
  };

  return (
    <Dialog
      title={about.kind === 'note' ? 'New reminder' : 'Remind me'}
      description="Nobody else knows. You are told on all your devices."
      onClose={onClose}
    >
      <form
        noValidate
        className="flex flex-col gap-4 overflow-y-auto px-6 pt-4 pb-6"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem !== null && noteError === undefined && timeError === undefined && (
          <Notice kind="danger">{problem.detail}</Notice>
        )}
        <TextArea
          label={alone ? 'What to remind you of' : 'A word of your own'}
          optional={!alone}
          rows={2}
          maxLength={500}
          value={note}
          error={noteError}
          onChange={(event) => setNote(event.target.value)}
        />
        <WhenField
          label="When"
          value={time}
          none={about.kind === 'note' ? undefined : 'Not at all'}
          error={timeError}
          onChange={setTime}
        />
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            busy={asked.isPending}
            disabled={(alone && note.trim() === '') || (about.kind === 'note' && time === null)}
          >
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
