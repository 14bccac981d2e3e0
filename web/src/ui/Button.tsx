import type { ComponentProps } from 'react';
import { buttonClass, type ButtonLook } from './buttonClass';
import { Spinner } from './Spinner';

interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  /** Shows that the action is under way and takes no second press. */
  busy?: boolean;
}

export function Button({
  variant,
  size,
  wide,
  busy = false,
  type = 'button',
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass({ variant, size, wide }, className)}
      aria-busy={busy || undefined}
      {...rest}
      disabled={rest.disabled === true || busy}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
