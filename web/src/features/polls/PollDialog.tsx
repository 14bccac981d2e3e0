import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { charactersLeft, clean } from '@/features/chat/messageText';
import { newId } from '@/features/chat/newId';
import { WhenField } from '@/features/later/WhenField';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { IconButton } from '@/ui/IconButton';
import { inputClass } from '@/ui/inputClass';
import { Notice } from '@/ui/Notice';
import { TextArea } from '@/ui/TextArea';
import { useAskPoll } from './usePoll';

const MOST = 20;
const LEAST = 2;

interface PollDialogProps {
  roomId: string;
  threadId?: string;
  /** What was written already. */
  question: string;
  onAsked: () => void;
  onClose: () => void;
}

/** Asks a room something, with answers to choose from. */
export function PollDialog({ roomId, threadId, question, onAsked, onClose }: PollDialogProps) {
  const id = useId();
  const [clientId] = useState(newId);
  const [text, setText] = useState(question);
  const [options, setOptions] = useState<readonly string[]>(['', '']);
  const [multiple, setMultiple] = useState(false);
  const [anonymous, setAnonymous] = useState(false);
  const [closeTime, setCloseTime] = useState<number | null>(null);
  const ask = useAskPoll();
  const problem = ask.error === null ? null : toProblem(ask.error);
  const given = options.map((option) => option.trim()).filter((option) => option !== '');
  const twice = new Set(given).size < given.length;
  const cleaned = clean(text);
  const left = charactersLeft(cleaned);
  const timeError = fieldError(problem, 'poll.closeTime');

  const change = (index: number, option: string) => {
    const next = options.map((each, at) => (at === index ? option : each));
    // There is always an empty one to go on with.
    setOptions(next.at(-1) === '' || next.length === MOST ? next : [...next, '']);
  };

  const submit = () =>
    ask.mutate(
      { roomId, threadId, clientId, text: cleaned, options: given, multiple, anonymous, closeTime },
      {
        onSuccess: () => {
          onAsked();
          onClose();
        },
      },
    );

  return (
    <Dialog title="Create a poll" onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4 overflow-y-auto px-6 pt-4 pb-6"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem !== null && timeError === undefined && <Notice kind="danger">{problem.detail}</Notice>}
        <TextArea
          label="Question"
          rows={2}
          value={text}
          error={left < 0 ? `That is ${-left} characters too many.` : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="pb-1.5 text-sm font-medium">Answers</legend>
          {options.map((option, index) => (
            <div key={index} className="flex items-center gap-1">
              <input
                aria-label={`Answer ${index + 1}`}
                maxLength={200}
                autoComplete="off"
                className={inputClass()}
                value={option}
                onChange={(event) => change(index, event.target.value)}
              />
              {options.length > LEAST && (
                <IconButton
                  icon={X}
                  label={`Remove answer ${index + 1}`}
                  onClick={() => setOptions(options.filter((_, at) => at !== index))}
                />
              )}
            </div>
          ))}
          {twice && <p className="text-sm text-danger">Each answer stands here once.</p>}
        </fieldset>
        <div className="flex flex-col gap-2 text-sm">
          <label htmlFor={`${id}-multiple`} className="flex items-center gap-2.5">
            <input
              id={`${id}-multiple`}
              type="checkbox"
              className="size-4 accent-accent"
              checked={multiple}
              onChange={(event) => setMultiple(event.target.checked)}
            />
            Several answers can be chosen
          </label>
          <label htmlFor={`${id}-anonymous`} className="flex items-center gap-2.5">
            <input
              id={`${id}-anonymous`}
              type="checkbox"
              className="size-4 accent-accent"
              checked={anonymous}
              onChange={(event) => setAnonymous(event.target.checked)}
            />
            Nobody sees who chose what
          </label>
        </div>
        <WhenField label="Closes" value={closeTime} none="Stays open" error={timeError} onChange={setCloseTime} />
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            busy={ask.isPending}
            disabled={cleaned === '' || left < 0 || given.length < LEAST || twice}
          >
            Ask
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
