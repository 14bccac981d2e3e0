import { Link, type LinkProps } from 'react-router';
import { buttonClass, type ButtonLook } from './buttonClass';

export function ButtonLink({
  variant,
  size,
  wide,
  className,
  ...rest
}: Omit<LinkProps, 'className'> & ButtonLook & { className?: string }) {
  return <Link className={buttonClass({ variant, size, wide }, className)} {...rest} />;
}
