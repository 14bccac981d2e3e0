import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx';

interface TabsProps<Tab extends string> {
  /** What they are about, for people who hear the page. */
  label: string;
  tabs: readonly { readonly tab: Tab; readonly title: string }[];
  value: Tab;
  onChange: (tab: Tab) => void;
  /** What belongs to the tab that is chosen. */
  children: ReactNode;
}

/** Several views of one thing, of which one is shown; the arrow keys go from one to the next. */
export function Tabs<Tab extends string>({ label, tabs, value, onChange, children }: TabsProps<Tab>) {
  const id = useId();

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex(({ tab }) => tab === value);
    const next = tabs[(at + step + tabs.length) % tabs.length]?.tab ?? value;
    onChange(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };

  return (
    <>
      <div role="tablist" aria-label={label} tabIndex={-1} onKeyDown={move} className="flex gap-1 px-5 pt-3">
        {tabs.map(({ tab, title }) => (
          <button
            key={tab}
            id={`${id}-${tab}`}
            type="button"
            role="tab"
            aria-selected={tab === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab === value ? 0 : -1}
            onClick={() => onChange(tab)}
            className={cx(
              'h-9 rounded-md px-3 text-sm font-medium transition-colors',
              tab === value ? 'bg-accent-soft text-accent' : 'text-ink-2 hover:bg-hover hover:text-ink',
            )}
          >
            {title}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`} className="flex min-h-0 flex-col">
        {children}
      </div>
    </>
  );
}
