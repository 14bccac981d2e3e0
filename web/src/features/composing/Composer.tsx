import { SendHorizontal, Smile, Type } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { EmojiPicker, TimeDialog } from '@/features/opened';
import { AttentionNote } from '@/features/attention/AttentionNote';
import { charactersLeft, clean } from '@/features/chat/messageText';
import { NOTHING_WANTED, type Attention, type Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { writeMoment } from '@/features/markdown/moment';
import { callIn, type Call } from '@/features/markdown/names';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';
import { Tooltip } from '@/ui/Tooltip';
import type { ComposedIn } from './Completions';
import { EveryoneDialog } from './EveryoneDialog';
import { format, type Format } from './formatting';
import { FormattingBar } from './FormattingBar';
import { isFormattingShown, showFormatting } from './formattingShown';
import { MessageField } from './MessageField';
import { isLongPaste, PastedNote } from './PastedNote';
import { MoreMenu } from './MoreMenu';
import { replaceText } from './replaceText';
import { isCommand } from '@/features/commands/useCommands';
import { isTouch } from './touch';
import { isInCodeBlock } from './trigger';

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  room: ComposedIn & Pick<Room, 'name'>;
  /** How many `@all` calls in here, where that may be many. */
  called?: number;
  /** What the field is called; after the room where nothing is said. */
  label?: string;
  /** What was written before in this room, and not sent. */
  draft: string;
  /** Another number when that became something else on another device. */
  draftReplaced?: number;
  onDraft: (text: string) => void;
  onSend: (text: string, attention?: Attention) => void;
  /** Does what a command says; it is cleared once that is done. */
  onCommand?: (text: string, clear: () => void) => void;
  /** Asks something, with answers to choose from; what is written is the question, and is cleared once it is asked. */
  onPoll?: (text: string, clear: () => void) => void;
  /** Says later what is written; it is cleared once that is settled. */
  onSendLater?: (text: string, clear: () => void) => void;
  /** Asked for with an arrow upwards while nothing is written. */
  onEditLast: () => void;
  /** Stands below what is written. */
  children?: ReactNode;
}

/** Who calls more people than this is asked first. */
const MANY = 20;
/** The counter shows when this many characters or fewer are left. */
const COUNT_FROM = 500;

/** Where messages are written; give it the room's id as `key`, for each room keeps its draft. */
export function Composer(props: ComposerProps) {
  const { field, room, draft, draftReplaced = 0, onDraft, onSend, onCommand, onPoll, onSendLater, onEditLast } = props;
  const { label = `Message ${room.name}`, called = 0, children } = props;
  const countId = useId();
  const [text, setText] = useState(draft);
  const [replaced, setReplaced] = useState(draftReplaced);
  const [bar, setBar] = useState(isFormattingShown);
  const [picker, setPicker] = useState<DOMRect | null>(null);
  const [timing, setTiming] = useState(false);
  const [asking, setAsking] = useState<Call>();
  const [attention, setAttention] = useState(NOTHING_WANTED);
  /** What was pasted and may become a snippet. */
  const [pasted, setPasted] = useState('');
  if (replaced !== draftReplaced) {
    setReplaced(draftReplaced);
    setText(draft);
  }
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
    if (onCommand !== undefined && isCommand(text)) {
      onCommand(cleaned, () => change(''));
      return;
    }
    const call = called > MANY && may(room, 'MENTION_EVERYONE') ? callIn(cleaned) : undefined;
    if (call === undefined) say();
    else setAsking(call);
  };

  const say = () => {
    if (attention === NOTHING_WANTED) onSend(cleaned);
    else onSend(cleaned, attention);
    setAttention(NOTHING_WANTED);
    change('');
    field.current?.focus();
  };

  const makeSnippet = () => {
    const start = text.lastIndexOf(pasted);
    const edit = format('codeBlock', text, start, start + pasted.length);
    const end = start + edit.insert.length;
    if (field.current !== null) replaceText(field.current, { ...edit, selectFrom: end, selectTo: end });
    setPasted('');
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      onEditLast();
    }
    if (event.key !== 'Enter' || event.shiftKey || isTouch()) return;
    // A program has lines; with the command key it is sent as it is.
    const inProgram = isInCodeBlock(text.slice(0, event.currentTarget.selectionStart));
    if (inProgram && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  };

  const applyFormat = (kind: Format) => {
    const element = field.current;
    if (element !== null) replaceText(element, format(kind, text, element.selectionStart, element.selectionEnd));
  };

  const insert = (words: string) => {
    const element = field.current;
    if (element === null) return;
    const { selectionStart: start, selectionEnd: end } = element;
    const caret = start + words.length;
    replaceText(element, { start, end, insert: words, selectFrom: caret, selectTo: caret });
  };

  return (
    <>
      <form
        className="px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5 sm:pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div
          className={cx(
            'relative flex flex-col gap-1 rounded-xl border bg-surface p-1.5 shadow-sm transition-colors',
            left < 0 ? 'border-danger' : 'border-line-strong/70 focus-within:border-accent focus-within:shadow-md',
          )}
        >
          {pasted !== '' && text.includes(pasted) && (
            <PastedNote text={pasted} onSnippet={makeSnippet} onClose={() => setPasted('')} />
          )}
          {attention !== NOTHING_WANTED && (
            <AttentionNote attention={attention} onClear={() => setAttention(NOTHING_WANTED)} />
          )}
          {bar && <FormattingBar onFormat={applyFormat} onTime={() => setTiming(true)} />}
          <div className="flex items-end gap-0.5">
            <MessageField
              field={field}
              room={room}
              value={text}
              commands={onCommand !== undefined}
              aria-label={label}
              aria-invalid={left < 0 || undefined}
              aria-describedby={left <= COUNT_FROM ? countId : undefined}
              placeholder={label}
              onChange={change}
              onKeyDown={onKeyDown}
              onPaste={(event) => {
                const words = event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n');
                const inProgram = isInCodeBlock(text.slice(0, event.currentTarget.selectionStart));
                setPasted(!inProgram && isLongPaste(words) ? words : '');
              }}
            />
            {left <= COUNT_FROM && (
              <span
                id={countId}
                className={cx(
                  'self-center px-1 text-xs tabular-nums',
                  left < 0 ? 'font-medium text-danger' : 'text-ink-3',
                )}
              >
                {left < 0 ? `${-left} too many` : `${left} left`}
              </span>
            )}
            <IconButton
              icon={Type}
              label={bar ? 'Hide formatting' : 'Show formatting'}
              aria-expanded={bar}
              onClick={() => {
                showFormatting(!bar);
                setBar(!bar);
              }}
            />
            <IconButton
              icon={Smile}
              label="Insert an emoji"
              aria-haspopup="dialog"
              className="pointer-coarse:hidden"
              onClick={(event) => setPicker(event.currentTarget.getBoundingClientRect())}
            />
            <MoreMenu
              attention={attention}
              onAttention={setAttention}
              onPoll={onPoll && (() => onPoll(cleaned, () => change('')))}
              onSendLater={onSendLater && { disabled: !sendable, run: () => onSendLater(cleaned, () => change('')) }}
            />
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
          {children}
        </div>
        {picker !== null && <EmojiPicker anchor={picker} onPick={insert} onClose={() => setPicker(null)} />}
      </form>
      {asking !== undefined && (
        <EveryoneDialog
          call={asking}
          count={called}
          room={room.name}
          onSend={() => {
            flushSync(() => setAsking(undefined));
            say();
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
      {timing && (
        <TimeDialog
          onPick={(time) => {
            // Beneath the dialog nothing can be written.
            flushSync(() => setTiming(false));
            insert(writeMoment(time));
          }}
          onClose={() => setTiming(false)}
        />
      )}
    </>
  );
}
