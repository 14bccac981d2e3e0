import { cx } from './cx';

export function Kbd({ children, inverse = false }: { children: string; inverse?: boolean }) {
  return (
    <kbd
      className={cx(
        'rounded-sm border px-1.5 py-px font-sans text-xs leading-4',
        inverse ? 'border-canvas/30 text-canvas' : 'border-line bg-canvas text-ink-3',
      )}
    >
      {children}
    </kbd>
  );
}
