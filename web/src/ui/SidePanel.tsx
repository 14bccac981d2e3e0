import { X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { cx } from './cx';
import { IconButton } from './IconButton';

interface SidePanelProps {
  /** Its name, for people who hear the page. */
  label: string;
  title: ReactNode;
  /** What closes it is called. */
  closeLabel: string;
  /** Buttons beside the one that closes it. */
  actions?: ReactNode;
  /** Whether it takes more room, for what has to be read. */
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Stands beside the page where there is room for it, otherwise above it. Takes the focus while it is there, and gives it back. */
export function SidePanel({ label, title, closeLabel, actions, wide = false, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const [opener] = useState(() => document.activeElement);

  useEffect(() => {
    // Something within may have taken the focus already; and so may what was opened while the panel was on its way.
    const taken = document.activeElement?.closest('[role=menu], dialog') ?? null;
    if (taken === null && panel.current?.contains(document.activeElement) !== true) panel.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [opener]);

  return (
    // Escape closes it wherever in it the focus is; what is open above it closes by itself.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      onKeyDown={(event) => {
        const within =
          event.target instanceof Element &&
          event.target.closest('dialog') === null &&
          panel.current?.contains(event.target) === true;
        if (event.key === 'Escape' && within) onClose();
      }}
      className={cx(
        'absolute inset-y-0 right-0 z-20 flex w-full flex-col border-l border-line bg-canvas outline-none max-xl:animate-fade max-xl:shadow-lg xl:static xl:shrink-0',
        wide ? 'sm:w-104' : 'sm:w-76',
      )}
    >
      <div className="flex h-14 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4">
        <h2 className="min-w-0 flex-1 font-semibold">{title}</h2>
        {actions}
        <IconButton icon={X} label={closeLabel} onClick={onClose} />
      </div>
      {children}
    </aside>
  );
}
