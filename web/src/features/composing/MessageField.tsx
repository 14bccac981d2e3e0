import { useCallback, useId, useRef, useState, type ComponentProps, type KeyboardEvent, type RefObject } from 'react';
import { cx } from '@/ui/cx';
import type { Choice, KeyTaker } from './ChoiceList';
import { Completions, type ComposedIn } from './Completions';
import { format, formatOfKey, newLine, type TextEdit } from './formatting';
import { replaceText } from './replaceText';
import { isTouch } from './touch';
import { findTrigger, isInCodeBlock } from './trigger';

interface MessageFieldProps extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'ref'> {
  field: RefObject<HTMLTextAreaElement | null>;
  room: ComposedIn;
  value: string;
  /** Whether commands can be written. */
  commands?: boolean;
  onChange: (text: string) => void;
}

/**
 * A field in which a message is written: as high as its text, with names, rooms and emoji to choose from, and keys that
 * format. Keys that complete or format do not reach `onKeyDown`. What is to choose from stands above what is positioned around it.
 */
export function MessageField(props: MessageFieldProps) {
  const { field, room, value, commands = false, onChange, onKeyDown, className, ...rest } = props;
  const [caret, setCaret] = useState(-1);
  const [activeId, setActiveId] = useState<string>();
  /** Where the text begins that somebody does not want to have completed. */
  const [refused, setRefused] = useState(-1);
  const taker = useRef<KeyTaker | null>(null);
  const listId = useId();
  const found = caret < 0 ? null : findTrigger(value, caret, commands);
  const trigger = found?.start === refused ? null : found;

  const take = useCallback((next: KeyTaker | null, active: string | undefined) => {
    taker.current = next;
    setActiveId(active);
  }, []);

  const pick = ({ insert }: Choice) => {
    if (trigger === null || field.current === null) return;
    const end = trigger.start + insert.length;
    replaceText(field.current, { ...trigger, insert, selectFrom: end, selectTo: end });
    setCaret(-1);
  };

  /** Whether a key went to what can be chosen. */
  const completes = ({ key, shiftKey }: KeyboardEvent): boolean => {
    if (trigger === null || taker.current === null || shiftKey) return false;
    if (key !== 'Escape') return taker.current(key);
    setRefused(trigger.start);
    return true;
  };

  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!event.nativeEvent.isComposing && completes(event)) {
      event.preventDefault();
      return;
    }
    const edit = event.nativeEvent.isComposing ? null : editOf(event, value);
    if (edit === null) {
      onKeyDown?.(event);
      return;
    }
    event.preventDefault();
    replaceText(event.currentTarget, edit);
  };

  return (
    <div className="grid min-w-0 flex-1">
      {/* The unseen copy gives the field its height. */}
      <div className="grid max-h-[40dvh] overflow-y-auto">
        <div aria-hidden className={cx(TEXT, 'invisible whitespace-pre-wrap')}>
          {`${value}\u200b`}
        </div>
        <textarea
          ref={field}
          value={value}
          rows={1}
          aria-autocomplete="list"
          aria-controls={trigger === null ? undefined : listId}
          aria-activedescendant={trigger === null ? undefined : activeId}
          className={cx(
            TEXT,
            'resize-none overflow-hidden bg-transparent outline-none placeholder:truncate',
            className,
          )}
          onChange={(event) => {
            onChange(event.target.value);
            setCaret(event.target.selectionStart);
            if (refused >= event.target.value.length) setRefused(-1);
          }}
          onSelect={(event) => {
            const { selectionStart, selectionEnd } = event.currentTarget;
            // Only where something is being written.
            if (caret >= 0) setCaret(selectionStart === selectionEnd ? selectionStart : -1);
          }}
          onBlur={() => setCaret(-1)}
          onKeyDown={keyDown}
          {...rest}
        />
      </div>
      {trigger !== null && (
        <Completions
          key={`${trigger.mark}${trigger.start}`}
          id={listId}
          room={room}
          trigger={trigger}
          onTake={take}
          onPick={pick}
        />
      )}
    </div>
  );
}

/** What a key changes in the text, where it formats or goes on with a list. */
function editOf(event: KeyboardEvent<HTMLTextAreaElement>, text: string): TextEdit | null {
  const { selectionStart: start, selectionEnd: end } = event.currentTarget;
  const commanded = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && !commanded && (event.shiftKey || isTouch())) {
    return isInCodeBlock(text.slice(0, start)) ? null : newLine(text, start, end);
  }
  const formatted = commanded && !event.altKey ? formatOfKey(event) : null;
  return formatted === null ? null : format(formatted, text, start, end);
}

const TEXT = 'px-2.5 py-1.5 wrap-anywhere [grid-area:1/1] max-sm:text-[1rem]';
