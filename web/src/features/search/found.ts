import type { Person, Room } from '@/features/chat/model';
import type { TextRange } from '@/gen/parley/v1/search_pb';

/** What of a text was looked for, each once. Ranges count characters (code points), as the server does. */
export function pieces(text: string, ranges: readonly TextRange[]): readonly string[] {
  const characters = Array.from(text);
  return [...new Set(ranges.map(({ start, length }) => characters.slice(start, start + length).join('')))];
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
