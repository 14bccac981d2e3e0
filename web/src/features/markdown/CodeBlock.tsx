import { Check, ChevronDown, ChevronUp, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cx } from '@/ui/cx';
import type { CodePart } from './highlight';

/** What is longer is folded: its beginning shows what it is. */
const MOST_LINES = 20;

/** A program: in colours where its language is known, and to be copied with one click. */
export function CodeBlock({ language, text }: { language: string; text: string }) {
  const parts = useHighlighted(language, text);
  const [unfolded, setUnfolded] = useState(false);
  const lines = text.split('\n').length;
  const long = lines > MOST_LINES;
  return (
    <div className="group/code max-w-full rounded-md border border-line bg-sunken">
      <div className="relative">
        <pre
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={language === '' ? 'Code' : `Code, ${language}`}
          className={cx('overflow-x-auto p-3 pr-11', long && !unfolded && 'max-h-84 overflow-y-hidden')}
        >
          <code className="font-mono text-[0.8125rem] leading-5 whitespace-pre">
            {parts.map(({ text: said, className }, index) =>
              className === '' ? (
                said
              ) : (
                <span key={index} className={className}>
                  {said}
                </span>
              ),
            )}
          </code>
        </pre>
        {/* Below what can be done with the message, which stands over its upper edge. */}
        <CopyButton text={text} />
      </div>
      {long && (
        <button
          type="button"
          aria-expanded={unfolded}
          className="flex w-full items-center gap-1.5 rounded-b-md border-t border-line px-3 py-1.5 text-xs font-medium text-link hover:underline"
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? <ChevronUp aria-hidden className="size-3.5" /> : <ChevronDown aria-hidden className="size-3.5" />}
          {unfolded ? 'Show less' : `Show all ${lines} lines`}
        </button>
      )}
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={copied ? 'Copied' : 'Copy code'}
      className="absolute right-1.5 bottom-0.5 grid size-7 place-items-center rounded-md border border-line bg-surface text-ink-3 group-hover/code:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-fine:opacity-0"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}

/** The program as it is until the colours are loaded, which the first that names its language does. */
function useHighlighted(language: string, text: string): readonly CodePart[] {
  const [found, setFound] = useState<{ of: string; parts: readonly CodePart[] } | null>(null);
  useEffect(() => {
    if (language === '') return;
    let shown = true;
    import('./highlight').then(
      ({ highlight }) => shown && setFound({ of: text, parts: highlight(language.toLowerCase(), text) }),
      () => undefined, // Without colours it is as readable.
    );
    return () => void (shown = false);
  }, [language, text]);
  return found?.of === text ? found.parts : [{ text, className: '' }];
}
