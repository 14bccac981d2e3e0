import { useState, type ReactNode } from 'react';

interface SpoilerProps {
  /** What it says, for its length alone. */
  text: string;
  children: ReactNode;
}

/** What is hidden until somebody wants to see it. */
export function Spoiler({ text, children }: SpoilerProps) {
  const [shown, setShown] = useState(false);
  return shown ? (
    <span className="rounded-sm bg-hover px-0.5">{children}</span>
  ) : (
    <button
      type="button"
      aria-label="Spoiler: show it"
      className="rounded-sm bg-ink-3 px-0.5 text-start text-transparent select-none hover:bg-ink-2"
      onClick={() => setShown(true)}
    >
      <span aria-hidden>{text}</span>
    </button>
  );
}
