import { Fragment } from 'react';

const CONDITIONS: readonly { readonly example: string; readonly meaning: string }[] = [
  { example: 'from:ada', meaning: 'said by somebody; from:me by you' },
  { example: 'in:general', meaning: 'in a room; in:@ada in your conversation with somebody' },
  { example: 'has:link', meaning: 'with a link; has:code, has:mention' },
  { example: 'is:pinned', meaning: 'pinned; is:edited, is:thread' },
  { example: 'before:2026-11-01', meaning: 'said earlier than a day; after:, on:, today, yesterday' },
  { example: '"by hand"', meaning: 'these words, one after the other' },
  { example: 'deploy*', meaning: 'words that begin so; without the star, also within words' },
  { example: '-staging', meaning: 'without a word; a minus turns every condition around' },
];

/** What can be looked for, each a click away. */
export function SearchHelp({ onChoose }: { onChoose: (example: string) => void }) {
  return (
    <section aria-labelledby="search-help" className="rounded-xl border border-line bg-surface p-5 shadow-sm">
      <h2 id="search-help" className="font-semibold">
        Find what was said in your rooms
      </h2>
      <p className="mt-1 text-sm text-ink-2">All words have to be there, in any order. Add conditions as you like:</p>
      <dl className="mt-4 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1.5 text-sm">
        {CONDITIONS.map(({ example, meaning }) => (
          <Fragment key={example}>
            <dt>
              <button
                type="button"
                onClick={() => onChoose(example)}
                className="min-h-6 rounded-sm border border-line bg-sunken px-1.5 font-mono text-xs hover:border-line-strong"
              >
                {example}
              </button>
            </dt>
            <dd className="text-ink-2">{meaning}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
