import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import { Tooltip } from './Tooltip';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  icon: LucideIcon;
  /** Its name, for people who hear the page; also shown on hover and focus. */
  label: string;
  shortcut?: string;
}

export function IconButton({ icon: Icon, label, shortcut, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        type={type}
        aria-label={label}
        className={cx(
          'inline-flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors duration-150',
          'hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent disabled:opacity-50',
          className,
        )}
        {...rest}
      >
        <Icon aria-hidden className="size-[1.125rem]" strokeWidth={1.9} />
      </button>
    </Tooltip>
  );
}
