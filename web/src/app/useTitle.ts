import { useEffect } from 'react';
import { showFavicon } from './favicon';

/**
 * Names the page in the tab, with what is unread and how much of it is for the person in front: `(3, @1) general`, or only
 * `(@2) general` where all of it is. The tab's picture says the same.
 */
export function useTitle(title: string, unread = 0, mentions = 0): void {
  useEffect(() => {
    const said = [unread > mentions ? `${unread}` : '', mentions > 0 ? `@${mentions}` : ''].filter(
      (each) => each !== '',
    );
    const counts = said.length === 0 ? '' : `(${said.join(', ')}) `;
    document.title = `${counts}${title === '' ? 'Parley' : `${title} · Parley`}`;
    showFavicon(unread, mentions);
  }, [title, unread, mentions]);
}
