import type { Person, Room } from '@/features/chat/model';
import type { TextRange } from '@/gen/parley/v1/search_pb';

/** What of a text was looked for, each once. Ranges count characters (code points), as the server does. */
export function pieces(text: string, ranges: readonly TextRange[]): readonly string[] {
  const characters = Array.from(text);
  return [...new Set(ranges.map(({ start, length }) => characters.slice(start, start + length).join('')))];
}

/** A text that falls into what was looked for and what stands between. */
export function split(text: string, found: readonly string[]): readonly { text: string; found: boolean }[] {
  const parts: { text: string; found: boolean }[] = [];
  let at = 0;
  let plain = 0;
  while (at < text.length) {
    const piece = found
      .filter((each) => each !== '' && text.startsWith(each, at))
      .reduce((longest, each) => (each.length > longest.length ? each : longest), '');
    if (piece === '') {
      at++;
      continue;
    }
    if (plain < at) parts.push({ text: text.slice(plain, at), found: false });
    parts.push({ text: piece, found: true });
    at += piece.length;
    plain = at;
  }
  if (plain < text.length) parts.push({ text: text.slice(plain), found: false });
  return parts;
}

/** The condition that means what was said in a room, as a person would write it if they can. */
export function inRoom({ id, kind, givenName, people }: Room, me: Pick<Person, 'username'>): string {
  if (kind === 'DIRECT') return `in:@${people[0]?.username ?? me.username}`;
  if (givenName === '' || /["“”„]/u.test(givenName)) return `in:${id}`;
  return /^[\p{L}\p{N}_-]+$/u.test(givenName) ? `in:${givenName}` : `in:"${givenName}"`;
}

/** The page that shows what fits a query. */
export function searchPath(query: string): string {
  return `/search?${new URLSearchParams({ q: query }).toString()}`;
}
