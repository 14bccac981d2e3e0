import { Glyph } from './Glyph';

export interface ShownEmoji {
  readonly emoji: string;
  /** Empty where nobody knows it. */
  readonly name: string;
}

interface EmojiGridProps {
  name: string;
  emoji: readonly ShownEmoji[];
  onPick: (emoji: string) => void;
}

/** A group of emoji. One out of view costs nothing: there are many. */
export function EmojiGrid({ name, emoji, onPick }: EmojiGridProps) {
  return (
    <section aria-label={name} className="[contain-intrinsic-size:auto_20rem] [content-visibility:auto]">
      <h3 className="sticky top-0 bg-raised py-1 text-xs font-semibold text-ink-3">{name}</h3>
      <div className="grid grid-cols-8 max-sm:grid-cols-[repeat(auto-fill,minmax(2.5rem,1fr))]">
        {emoji.map(({ emoji: each, name: called }) => (
          <button
            key={each}
            type="button"
            aria-label={called === '' ? each : `${each} ${called}`}
            title={called}
            onClick={() => onPick(each)}
            className="flex aspect-square items-center justify-center rounded-md font-emoji text-[1.375rem] leading-none hover:bg-hover focus-visible:outline-offset-0"
          >
            <Glyph emoji={each} />
          </button>
        ))}
      </div>
    </section>
  );
}
