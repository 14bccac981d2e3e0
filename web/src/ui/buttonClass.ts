import { cx } from './cx';

export interface ButtonLook {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'sm' | 'md' | 'lg';
  wide?: boolean;
}

const VARIANTS = {
  primary: 'bg-accent text-accent-ink shadow-sm hover:bg-accent-hover',
  secondary: 'border border-line-strong/45 bg-surface text-ink shadow-sm hover:bg-hover hover:border-line-strong',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-danger-fill text-danger-ink shadow-sm hover:bg-danger-fill-hover',
} as const;

const SIZES = {
  sm: 'h-8 px-3 text-sm rounded-md gap-1.5',
  md: 'h-10 px-4 text-base rounded-md gap-2',
  lg: 'h-12 px-6 text-lg rounded-lg gap-2',
} as const;

/** The look of a button, for buttons and for links that act like one. */
export function buttonClass(
  { variant = 'secondary', size = 'md', wide = false }: ButtonLook,
  className?: string,
): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap transition-colors duration-150',
    'disabled:opacity-50 disabled:pointer-events-none',
    VARIANTS[variant],
    SIZES[size],
    wide && 'w-full',
    className,
  );
}
