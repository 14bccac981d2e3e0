import { useMemo, useRef, useState, type RefObject } from 'react';
import { useMe } from '@/features/auth/useSession';
import { insertQuote } from '@/features/composing/insertQuote';
import type { Editing } from './editing';
import type { Message } from './model';
import { quoteOf } from './quote';
import type { Quoting } from './quoting';
import type { Row } from './rows';

interface Writing {
  /** The field in which one writes. */
  readonly composer: RefObject<HTMLTextAreaElement | null>;
  /** Which message is being edited; the field has the focus again afterwards. */
  readonly editing: Editing;
  /** Quotes a message in the field. */
  readonly quoting: Quoting;
  /** Edits what the person said last. */
  readonly editLast: () => void;
}

/** What goes to and fro between messages and the field below them, in a room as in a thread. */
export function useWriting(rows: readonly Row[], writable: boolean, live: boolean): Writing {
  const me = useMe()?.id;
  const [edited, setEdited] = useState<string | null>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  const editing = useMemo(
    () => ({
      messageId: edited,
      begin: setEdited,
      end: () => {
        setEdited(null);
        composer.current?.focus();
      },
    }),
    [edited],
  );
  const quoting = useMemo(
    () => (writable ? (message: Message) => insertQuote(composer.current, quoteOf(message)) : null),
    [writable],
  );
  const editLast = () => {
    const last = rows.findLast(
      (row) => row.kind === 'message' && row.sender.id === me && row.message?.deleted === false,
    );
    if (live && last?.kind === 'message' && last.message !== undefined) setEdited(last.message.id);
  };
  return { composer, editing, quoting, editLast };
}
