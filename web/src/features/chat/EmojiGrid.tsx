import type { NamedEmoji } from './emojiData';

interface EmojiGridProps {
  name: string;
  emoji: readonly NamedEmoji[];
  onPick: (emoji: string) => void;
}

export function EmojiGrid({ name, emoji, onPick }: EmojiGridProps) {
  return (
    <section aria-label={name}>
      <h3 className="sticky top-0 bg-raised py-1 text-xs font-semibold text-ink-3">{name}</h3>
      <div className="grid grid-cols-8 max-sm:grid-cols-[repeat(auto-fill,minmax(2.5rem,1fr))]">
        {emoji.map(([each, words]) => (
          <button
            key={each}
            type="button"
            aria-label={words === '' ? each : `${each} ${words}`}
            title={words}
            onClick={() => onPick(each)}
            className="flex aspect-square items-center justify-center rounded-md font-emoji text-[1.375rem] leading-none hover:bg-hover focus-visible:outline-offset-0"
          >
            {each}
          </button>
        ))}
      </div>
    </section>
  );
}
