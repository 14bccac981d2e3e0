import type { ReactNode } from 'react';
import { Link } from 'react-router';

const LOOK = 'text-link underline decoration-link/35 underline-offset-3 hover:decoration-link';

/** Pages of this client; the server has others, such as /docs. */
const PAGES = /^\/(?:rooms|people|discover|threads|later|search|settings|invite)(?:\/|$)/u;

/** A link that somebody wrote: one to a page of this client opens here, all others elsewhere, where nothing is known of this page. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  const { origin } = window.location;
  const path = href.startsWith(`${origin}/`) ? href.slice(origin.length) : '';
  return PAGES.test(path) ? (
    <Link to={path} className={LOOK}>
      {children}
    </Link>
  ) : (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow" className={LOOK}>
      {children}
    </a>
  );
}
