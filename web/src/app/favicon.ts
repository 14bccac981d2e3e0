const PLAIN = '/favicon.svg';

/**
 * The tab's picture: plain while nothing is unread, with a dot when something is, with a number when some of it is meant for
 * the person. Drawn as SVG, which every browser scales to its tabs; one that shows no SVG shows no picture either way.
 */
export function faviconOf(unread: number, mentions: number): string {
  if (unread === 0) return PLAIN;
  const many = mentions > 9;
  const badge =
    mentions === 0
      ? '<circle cx="25" cy="7" r="6" fill="#e8a33d" stroke="#fff" stroke-width="2"/>'
      : '<rect x="8" y="11" width="24" height="21" rx="7" fill="#c4281f" stroke="#fff" stroke-width="1.5"/>' +
        `<text x="20" y="${many ? 26 : 27.5}" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" ` +
        `font-size="${many ? 13 : 17}" fill="#fff">${many ? '9+' : mentions}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${MARK}${badge}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Shows what is unread in the tab's picture. */
export function showFavicon(unread: number, mentions: number): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  const href = faviconOf(unread, mentions);
  // Browsers fetch it anew at every change, the same again too.
  if (link !== null && link.getAttribute('href') !== href) link.setAttribute('href', href);
}

/** As in favicon.svg. */
const MARK =
  '<rect width="32" height="32" rx="8" fill="#0f6b5c"/>' +
  '<path d="M8 9.5h11.5a2.5 2.5 0 0 1 2.5 2.5v4.5a2.5 2.5 0 0 1-2.5 2.5H13l-3.6 3.3V19H8z" fill="#fff"/>' +
  '<path d="M24 14.5v9l-2.6-2.3H15" fill="none" stroke="#9fe0d0" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>';
