export type TextPart =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'link'; readonly text: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/giu;
/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?'”’»…]+$/u;

/** Splits a text into plain parts and http(s) addresses. Only those become links: never `javascript:` or the like. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trim(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'link', text: address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

function trim(address: string): string {
  let trimmed = address.replace(TRAILING, '');
  // "(see https://example.com)": a bracket that was opened outside is not part of it.
  while (trimmed.endsWith(')') && count(trimmed, ')') > count(trimmed, '(')) {
    trimmed = trimmed.slice(0, -1).replace(TRAILING, '');
  }
  return trimmed;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
