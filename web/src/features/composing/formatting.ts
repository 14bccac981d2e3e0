/** How a piece of text can be made to look. */
export type Format =
  'strong' | 'emphasis' | 'strike' | 'code' | 'codeBlock' | 'link' | 'quote' | 'bullets' | 'numbers' | 'spoiler';

/** A piece of the text to be replaced, and what is selected then, counted in the new text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
  readonly selectFrom: number;
  readonly selectTo: number;
}

const AROUND = { strong: '**', emphasis: '_', strike: '~~', code: '`', spoiler: '||' } as const;

/** Makes what is selected look so, or takes that away where it does already. */
export function format(kind: Format, text: string, start: number, end: number): TextEdit {
  switch (kind) {
    case 'strong':
    case 'emphasis':
    case 'strike':
    case 'code':
    case 'spoiler':
      return around(AROUND[kind], text, start, end);
    case 'codeBlock':
      return fence(text, start, end);
    case 'link':
      return link(text, start, end);
    case 'quote':
      return lines(text, start, end, /^> /u, () => '> ');
    case 'bullets':
      return lines(text, start, end, /^- /u, () => '- ');
    case 'numbers':
      return lines(text, start, end, /^\d+\. /u, (index) => `${index + 1}. `);
  }
}

function around(mark: string, text: string, from: number, to: number): TextEdit {
  // Marks hold to letters: space stays outside.
  const said = text.slice(from, to);
  const start = said.trim() === '' ? from : from + said.length - said.trimStart().length;
  const end = said.trim() === '' ? to : to - (said.length - said.trimEnd().length);
  const inner = text.slice(start, end);
  const length = mark.length;
  if (text.slice(start - length, start) === mark && text.slice(end, end + length) === mark) {
    return {
      start: start - length,
      end: end + length,
      insert: inner,
      selectFrom: start - length,
      selectTo: end - length,
    };
  }
  return { start, end, insert: mark + inner + mark, selectFrom: start + length, selectTo: end + length };
}

function fence(text: string, start: number, end: number): TextEdit {
  const before = start === 0 || text[start - 1] === '\n' ? '' : '\n';
  const after = end === text.length || text[end] === '\n' ? '' : '\n';
  const inner = text.slice(start, end);
  const from = start + before.length + 4;
  return {
    start,
    end,
    insert: `${before}\`\`\`\n${inner}\n\`\`\`${after}`,
    selectFrom: from,
    selectTo: from + inner.length,
  };
}

function link(text: string, start: number, end: number): TextEdit {
  const inner = text.slice(start, end);
  if (/^https?:\/\/\S+$/u.test(inner)) {
    return { start, end, insert: `[](${inner})`, selectFrom: start + 1, selectTo: start + 1 };
  }
  const address = start + inner.length + 3;
  return { start, end, insert: `[${inner}](https://)`, selectFrom: address, selectTo: address + 8 };
}

function lines(text: string, start: number, end: number, mark: RegExp, begin: (index: number) => string): TextEdit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next;
  const before = text.slice(from, to).split('\n');
  const marked = before.every((line) => mark.test(line));
  const insert = before.map((line, index) => (marked ? line.replace(mark, '') : begin(index) + line)).join('\n');
  const caret = from + insert.length;
  return { start: from, end: to, insert, selectFrom: before.length > 1 ? from : caret, selectTo: caret };
}

const LIST_MARK = /^(\s*)(?:([-*+])|(\d{1,9})([.)]))(\s+)(\[[ xX]\]\s+)?/u;
const QUOTE_MARK = /^\s*>\s?/u;

/** What a new line in a list or a quotation begins with, or the end of it where nothing was written; null anywhere else. */
export function newLine(text: string, start: number, end: number): TextEdit | null {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, start);
  const item = LIST_MARK.exec(line);
  const quoted = item === null ? QUOTE_MARK.exec(line) : null;
  const mark = item?.[0] ?? quoted?.[0];
  if (mark === undefined) return null;
  const rest = text.slice(end);
  if (line === mark && (rest === '' || rest.startsWith('\n'))) {
    return { start: from, end, insert: '', selectFrom: from, selectTo: from };
  }
  const insert = `\n${item === null ? mark : nextMark(item)}`;
  const caret = start + insert.length;
  return { start, end, insert, selectFrom: caret, selectTo: caret };
}

function nextMark([, indent = '', bullet, number, dot = '', space = ' ', task]: RegExpExecArray): string {
  return `${indent}${bullet ?? `${Number(number) + 1}${dot}`}${space}${task === undefined ? '' : '[ ] '}`;
}

/** The format that a key stands for, with Ctrl or Command held; as in Slack and Mattermost. */
export function formatOfKey({ key, shiftKey }: { key: string; shiftKey: boolean }): Format | null {
  const name = key.toLowerCase();
  if (!shiftKey) return name === 'b' ? 'strong' : name === 'i' ? 'emphasis' : null;
  const SHIFTED: Readonly<Record<string, Format>> = { x: 'strike', c: 'code', u: 'link' };
  return SHIFTED[name] ?? null;
}
