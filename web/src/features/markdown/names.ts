import type { Inline } from './tree';

/** As the server finds them (NamesInText): not within words or addresses. */
const NAME = /(?<![\p{L}\p{N}_.@/+-])@([A-Za-z0-9][A-Za-z0-9._-]{1,31})(?![\p{L}\p{N}@])/gu;

/** Whom a word after `@` calls that is no user name: everybody, or who is there. */
const CALLS: Readonly<Record<string, Call>> = { all: 'everyone', room: 'everyone', here: 'here' };

export type Call = 'everyone' | 'here';

/** Whom a name calls that is nobody's own. */
export function callOf(username: string): Call | undefined {
  const name = username.toLowerCase();
  return Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
}

const CODE = /```.*?```|`[^`\n]*`/gsu;

/** Whom a text calls at once, as the server finds that; everybody before who is there. */
export function callIn(text: string): Call | undefined {
  const calls = splitNames(text.replace(CODE, ' ')).flatMap((part) =>
    part.kind === 'name' ? (callOf(part.username) ?? []) : [],
  );
  return calls.includes('everyone') ? 'everyone' : calls[0];
}

/** Splits a text into what is a name after `@` and what is not. What ends a sentence is no part of a name. */
export function splitNames(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(NAME)) {
    const username = (match[1] ?? '').replace(/[._-]+$/u, '');
    if (username.length < 2) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'name', username });
    end = match.index + 1 + username.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}
