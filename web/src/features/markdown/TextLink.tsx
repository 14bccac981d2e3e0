import type { ReactNode } from 'react';
import { Link } from 'react-router';

const LOOK = 'text-link underline decoration-link/35 underline-offset-3 hover:decoration-link';

/** A link that somebody wrote: one to this Parley opens here, all others elsewhere, where nothing is known of this page. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  const here = `${window.location.origin}/`;
  return href.startsWith(here) && !href.startsWith(`${here}v1/`) ? (
    <Link to={href.slice(here.length - 1)} className={LOOK}>
      {children}
    </Link>
  ) : (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow" className={LOOK}>
      {children}
    </a>
  );
}
