import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useChat, useEngine } from '@/features/chat/chatContext';
import type { OwnPresence } from '@/features/chat/model';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { Skeleton } from '@/ui/Skeleton';
import { TextField } from '@/ui/TextField';
import { AvailabilityChoice } from './AvailabilityChoice';
import { EndingChoice } from './EndingChoice';
import { endOf, PRESETS, type Ending } from './presets';

/** Where one says what one is up to, and what one is seen as. */
export function PresenceDialog({ onClose }: { onClose: () => void }) {
  const own = useChat((state) => state.own);
  return (
    <Dialog title="Status and availability" description="The same on all your devices." onClose={onClose}>
      {own === null ? (
        <div role="status" aria-label="Loading your status" className="flex flex-col gap-4 px-6 pt-4 pb-6">
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-2/3" />
        </div>
      ) : (
        <PresenceForm own={own} onClose={onClose} />
      )}
    </Dialog>
  );
}

function PresenceForm({ own, onClose }: { own: OwnPresence; onClose: () => void }) {
  const engine = useEngine();
  const formId = useId();
  const [now] = useState(() => Date.now());
  const [emoji, setEmoji] = useState(own.status?.emoji ?? '');
  const [text, setText] = useState(own.status?.text ?? '');
  const [ending, setEnding] = useState<Ending | 'kept'>(own.status?.until == null ? 'never' : 'kept');
  const [choice, setChoice] = useState(own.choice);
  const [choiceEnding, setChoiceEnding] = useState<Ending | 'kept'>(own.choiceUntil === null ? 'never' : 'kept');
  const save = useMutation({
    mutationFn: (change: Partial<OwnPresence>) => engine.people.presences.change(change),
    onSuccess: onClose,
  });
  const problem = save.error === null ? null : toProblem(save.error);
  const emojiError = fieldError(problem, 'status.emoji');
  const textError = fieldError(problem, 'status.text');

  const submit = () => {
    const clock = Date.now();
    const keptStatus = own.status?.until ?? null;
    save.mutate({
      choice,
      choiceUntil:
        choice === 'automatic' ? null : choiceEnding === 'kept' ? own.choiceUntil : endOf(choiceEnding, clock),
      status:
        emoji.trim() === '' && text.trim() === ''
          ? null
          : {
              emoji: emoji.trim(),
              text: text.trim(),
              until: ending === 'kept' ? keptStatus : endOf(ending, clock),
            },
    });
  };

  const clear = () => {
    setEmoji('');
    setText('');
    setEnding('never');
  };

  return (
    <>
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4 overflow-y-auto px-6 pt-4 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem !== null && emojiError === undefined && textError === undefined && (
          <Notice kind="danger">{problem.detail}</Notice>
        )}
        <div className="grid grid-cols-[5rem_1fr] items-start gap-2.5">
          <TextField
            label="Emoji"
            value={emoji}
            onChange={(event) => setEmoji(event.target.value)}
            autoComplete="off"
            className="text-center"
            error={emojiError}
          />
          <TextField
            label="Status"
            value={text}
            onChange={(event) => setText(event.target.value)}
            maxLength={100}
            autoComplete="off"
            placeholder="What are you up to?"
            error={textError}
          />
        </div>
        <ul aria-label="Suggestions" className="flex flex-wrap gap-1.5">
          {PRESETS.map((preset) => (
            <li key={preset.text}>
              <Button
                size="sm"
                onClick={() => {
                  setEmoji(preset.emoji);
                  setText(preset.text);
                  setEnding(preset.ending);
                }}
              >
                {preset.emoji} {preset.text}
              </Button>
            </li>
          ))}
          {(emoji !== '' || text !== '') && (
            <li>
              <Button size="sm" onClick={clear}>
                Clear status
              </Button>
            </li>
          )}
        </ul>
        {(emoji !== '' || text !== '') && (
          <EndingChoice
            label="Clear after"
            value={ending}
            kept={own.status?.until ?? null}
            now={now}
            onChange={setEnding}
          />
        )}
        <AvailabilityChoice value={choice} onChange={setChoice} />
        {choice !== 'automatic' && (
          <EndingChoice
            label="Back to automatic after"
            value={choiceEnding}
            kept={own.choiceUntil}
            now={now}
            onChange={setChoiceEnding}
          />
        )}
      </form>
      <div className="flex justify-end gap-2.5 px-6 pt-5 pb-6">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
          Save
        </Button>
      </div>
    </>
  );
}
