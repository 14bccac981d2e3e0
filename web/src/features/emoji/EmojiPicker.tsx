import { useId, useLayoutEffect, useRef, useState, type MouseEvent } from 'react';
import { SearchField } from '@/ui/SearchField';
import { EmojiGrid } from './EmojiGrid';
import { emojiByCode, searchEmoji } from './emojiSearch';
import { recentEmoji, usedEmoji } from './recentEmoji';
import { SkinToneChoice } from './SkinToneChoice';
import { inSkinTone, keepSkinTone, keptSkinTone } from './skinTone';
import { useCustomEmoji } from './useCustomEmoji';
import { useEmoji } from './useEmoji';

interface EmojiPickerProps {
  /** Beside what it opens; on a phone it comes from below. */
  anchor: DOMRect;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

const WIDTH = 336;
const HEIGHT = 360;
const GAP = 6;
const PHONE = 640;

/** Emoji to choose from, by looking and by searching. Their names are loaded when it is first opened. */
export function EmojiPicker({ anchor, onPick, onClose }: EmojiPickerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [query, setQuery] = useState('');
  const [tone, setTone] = useState(keptSkinTone);
  const groups = useEmoji();

  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    element.querySelector('input')?.focus();
    if (window.innerWidth >= PHONE) {
      const below = anchor.bottom + GAP + HEIGHT <= window.innerHeight;
      const top = below ? anchor.bottom + GAP : Math.max(GAP, anchor.top - GAP - HEIGHT);
      element.style.top = `${top}px`;
      element.style.left = `${Math.max(GAP, Math.min(anchor.right - WIDTH, window.innerWidth - WIDTH - GAP))}px`;
    }
    return () => element.close();
  }, [anchor]);

  const pick = (emoji: string) => {
    usedEmoji(emoji);
    onPick(emoji);
    onClose();
  };
  const closeOnBackdrop = (event: MouseEvent) => event.target === dialog.current && onClose();
  const found = typeof groups === 'string' ? [] : searchEmoji(groups, query);
  const custom = [...useCustomEmoji().keys()].filter((name) => name.includes(query.toLowerCase().replaceAll(':', '')));
  /** What Enter takes. */
  const called = typeof groups === 'string' ? undefined : emojiByCode(groups, query.replaceAll(' ', '_'), 1)[0];
  const best = called ?? found[0]?.emoji[0];
  const first = custom[0] !== undefined ? `:${custom[0]}:` : best && inSkinTone(best, tone);

  return (
    // The backdrop is a shortcut for the mouse; the keyboard has Escape.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={closeOnBackdrop}
      className="fixed m-0 max-w-none overflow-hidden rounded-xl border border-line bg-raised p-0 text-ink shadow-lg backdrop:bg-transparent open:flex open:animate-rise max-sm:inset-x-3 max-sm:top-auto max-sm:bottom-3 max-sm:w-auto sm:w-84"
    >
      <div className="flex h-90 max-h-[60dvh] min-w-0 flex-1 flex-col">
        <h2 id={id} className="sr-only">
          Choose an emoji
        </h2>
        <form
          className="p-3 pb-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (query !== '' && first !== undefined) pick(first);
          }}
        >
          <SearchField label="Search emoji" value={query} onChange={setQuery} />
        </form>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
        <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3" role="region" aria-label="Emoji" tabIndex={0}>
          {query === '' && (
            <EmojiGrid name="Recent" emoji={recentEmoji().map((emoji) => ({ emoji, name: '' }))} onPick={pick} />
          )}
          {custom.length > 0 && (
            <EmojiGrid
              name="Of this place"
              emoji={custom.map((name) => ({ emoji: `:${name}:`, name: '' }))}
              onPick={pick}
            />
          )}
          {found.map((group) => (
            <EmojiGrid
              key={group.name}
              name={group.name}
              emoji={group.emoji.map((each) => ({ emoji: inSkinTone(each, tone), name: each.name }))}
              onPick={pick}
            />
          ))}
          {groups === 'loading' && <p className="py-4 text-center text-sm text-ink-3">Loading…</p>}
          {groups === 'failed' && (
            <p role="alert" className="py-4 text-center text-sm text-danger">
              The other emoji did not load. Close this and try again.
            </p>
          )}
          {typeof groups !== 'string' && found.length + custom.length === 0 && (
            <p role="status" className="py-8 text-center text-sm text-ink-3">
              No emoji is called that.
            </p>
          )}
        </div>
        <SkinToneChoice
          tone={tone}
          onChange={(chosen) => {
            keepSkinTone(chosen);
            setTone(chosen);
          }}
        />
      </div>
    </dialog>
  );
}
