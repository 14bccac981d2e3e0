import { useEffect } from 'react';
import { showFavicon } from './favicon';

/**
 * Names the page in the tab, with what is unread and how much of it mentions the person in front: `(3, @1) general`. The tab's
 * picture says the same.
 */
export function useTitle(title: string, unread = 0, mentions = 0): void {
  useEffect(() => {
    const counts = unread === 0 ? '' : `(${unread}${mentions === 0 ? '' : `, @${mentions}`}) `;
    document.title = `${counts}${title === '' ? 'Parley' : `${title} · Parley`}`;
    showFavicon(unread, mentions);
  }, [title, unread, mentions]);
}
