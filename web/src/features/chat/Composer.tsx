import { SendHorizontal } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { cx } from '@/ui/cx';
import { Tooltip } from '@/ui/Tooltip';
import { charactersLeft, clean } from './messageText';

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  room: { readonly id: string; readonly name: string };
  /** What was written before in this room, and not sent. */
  draft: string;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  /** Asked for with an arrow upwards while nothing is written. */
  onEditLast: () => void;
}

/** The counter shows when this many characters or fewer are left. */
const COUNT_FROM = 500;

/** Where messages are written; give it the room's id as `key`, for each room keeps its draft. */
export function Composer({ field, room, draft, onDraft, onSend, onEditLast }: ComposerProps) {
  const [text, setText] = useState(draft);
  const cleaned = clean(text);
  const left = charactersLeft(cleaned);
  const sendable = cleaned !== '' && left >= 0;

  useEffect(() => {
    // On a touch screen the keyboard would jump up and cover the room.
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  }, [field]);

  const change = (next: string) => {
    setText(next);
    onDraft(next);
  };

  const send = () => {
    if (!sendable) return;
    onSend(cleaned);
    change('');
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && text === '' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onEditLast();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || isTouch()) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5 sm:pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div
        className={cx(
          'flex items-end gap-1 rounded-xl border bg-surface p-1.5 shadow-sm transition-colors',
          left < 0 ? 'border-danger' : 'border-line-strong/70 focus-within:border-accent focus-within:shadow-md',
        )}
      >
        {/* The unseen copy gives the field its height. */}
        <div className="grid max-h-[40dvh] min-w-0 flex-1 overflow-y-auto">
          <div
            aria-hidden
            className="invisible px-2.5 py-1.5 wrap-anywhere whitespace-pre-wrap [grid-area:1/1] max-sm:text-[1rem]"
          >
            {`${text}\u200b`}
          </div>
          <textarea
            ref={field}
            value={text}
            rows={1}
            aria-label={`Message ${room.name}`}
            aria-invalid={left < 0 || undefined}
            aria-describedby={left <= COUNT_FROM ? 'composer-count' : undefined}
            placeholder={`Message ${room.name}`}
            className="resize-none overflow-hidden bg-transparent px-2.5 py-1.5 wrap-anywhere outline-none [grid-area:1/1] placeholder:truncate max-sm:text-[1rem]"
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {left <= COUNT_FROM && (
          <span
            id="composer-count"
            className={cx('self-center px-1 text-xs tabular-nums', left < 0 ? 'font-medium text-danger' : 'text-ink-3')}
          >
            {left < 0 ? `${-left} too many` : `${left} left`}
          </span>
        )}
        <Tooltip label="Send" shortcut="Enter">
          <button
            type="submit"
            aria-label="Send"
            disabled={!sendable}
            className={cx(
              'flex size-9 shrink-0 items-center justify-center rounded-lg transition-colors',
              sendable ? 'bg-accent text-accent-ink hover:bg-accent-hover' : 'text-ink-3 opacity-60',
            )}
          >
            <SendHorizontal aria-hidden className="size-[1.125rem]" />
          </button>
        </Tooltip>
      </div>
    </form>
  );
}

function isTouch(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}
