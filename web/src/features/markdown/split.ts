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
