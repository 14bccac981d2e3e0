import type { Inline } from './tree';

/** As the server finds them (NamesInText): not within words or addresses. */
const NAME = /(?<![\p{L}\p{N}_.@/+-])@([A-Za-z0-9][A-Za-z0-9._-]{1,31})(?![\p{L}\p{N}@])/gu;

/** User names after which everybody listens. */
export const EVERYONE: readonly string[] = ['all', 'here'];

const CODE = /```.*?```|`[^`\n]*`/gsu;

/** Whether a text calls everybody, as the server finds that. */
export function callsEveryone(text: string): boolean {
  return splitNames(text.replace(CODE, ' ')).some(
    (part) => part.kind === 'name' && EVERYONE.includes(part.username.toLowerCase()),
  );
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
