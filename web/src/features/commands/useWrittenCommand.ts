import { useState } from 'react';
import { newId } from '@/features/chat/newId';
import type { WrittenCommand } from '@/rpc/commandApi';
import { toProblem } from '@/rpc/problem';
import { useRunCommand } from './useCommands';

/** What came of the last command; null where there is nothing to say of it. */
interface CommandOutcome {
  readonly text: string;
  readonly failed: boolean;
}

/** What is opened instead, where a command is written without more. */
export interface CommandDialogs {
  readonly poll?: () => void;
  readonly remind?: () => void;
}

/** Runs commands that are written in a room, or in a thread of it. */
export function useWrittenCommand(roomId: string, threadId: string | undefined, dialogs: CommandDialogs) {
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null);
  /** What was written and is not known to be done: written again, it is the same. */
  const [open, setOpen] = useState<WrittenCommand | null>(null);
  const { mutate } = useRunCommand();
  const run = (text: string, clear: () => void) => {
    const dialog = text === '/poll' ? dialogs.poll : text === '/remind' ? dialogs.remind : undefined;
    if (dialog !== undefined) {
      clear();
      dialog();
      return;
    }
    const command = open?.text === text ? open : { roomId, threadId, clientId: newId(), text };
    setOpen(command);
    mutate(command, {
      onSuccess: ({ note }) => {
        clear();
        setOpen(null);
        setOutcome(note === '' ? null : { text: note, failed: false });
      },
      onError: (error) => {
        const { detail, errors } = toProblem(error);
        setOutcome({ text: errors.map(({ message }) => message).join(' ') || detail, failed: true });
      },
    });
  };
  return { run, outcome, close: () => setOutcome(null) };
}
