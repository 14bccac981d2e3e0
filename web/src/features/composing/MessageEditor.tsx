import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { charactersLeft, clean } from '@/features/chat/messageText';
import type { Room } from '@/features/chat/model';
import { Button } from '@/ui/Button';
import { MessageField } from './MessageField';

interface MessageEditorProps {
  room: Room;
  text: string;
  /** Whether it can be saved at the moment. */
  live: boolean;
  onSave: (text: string) => void;
  onCancel: () => void;
}

/** A message's text in its place, to be changed. Enter saves, Escape cancels. */
export function MessageEditor({ room, text: before, live, onSave, onCancel }: MessageEditorProps) {
  const [text, setText] = useState(before);
  const field = useRef<HTMLTextAreaElement>(null);
  const cleaned = clean(text);
  const left = charactersLeft(cleaned);
  // Without keys to speak of, Enter begins a new line.
  const touch = window.matchMedia('(pointer: coarse)').matches;
  const savable = live && cleaned !== '' && left >= 0;

  useLayoutEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const save = () => {
    if (!savable) return;
    if (cleaned === before) onCancel();
    else onSave(cleaned);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    }
    if (event.key !== 'Enter' || event.shiftKey || touch) return;
    event.preventDefault();
    save();
  };

  return (
    <form
      className="flex flex-col gap-2 py-1"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="relative grid rounded-md border border-line-strong/70 bg-surface focus-within:border-accent">
        <MessageField
          field={field}
          room={room}
          value={text}
          aria-label="Edit message"
          aria-invalid={left < 0 || undefined}
          aria-describedby="editor-note"
          onChange={setText}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" variant="primary" type="submit" disabled={!savable}>
          Save
        </Button>
        <Button size="sm" variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <span id="editor-note" role="status" className="text-xs text-ink-3">
          {left < 0
            ? `${-left} characters too many`
            : !live
              ? 'You are offline: save when you are back.'
              : !touch && 'Enter saves, Escape cancels'}
        </span>
      </div>
    </form>
  );
}
