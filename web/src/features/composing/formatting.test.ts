import { describe, expect, it } from 'vitest';
import { format, formatOfKey, type Format, newLine } from './formatting';

/** A text in which brackets are what is selected, before and after. */
function formatted(kind: Format, marked: string): string {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.replace('[', '').replace(']', '');
  const edit = format(kind, text, start, end);
  const after = text.slice(0, edit.start) + edit.insert + text.slice(edit.end);
  return `${after.slice(0, edit.selectFrom)}[${after.slice(edit.selectFrom, edit.selectTo)}]${after.slice(edit.selectTo)}`;
}

describe('formatting', () => {
  it.each<[Format, string, string]>([
    ['strong', 'a [b] c', 'a **[b]** c'],
    ['strong', 'a **[b]** c', 'a [b] c'],
    ['strong', 'a[ b ]c', 'a **[b]** c'],
    ['emphasis', '[]', '_[]_'],
    ['strike', '[a]', '~~[a]~~'],
    ['code', '[a]', '`[a]`'],
    ['spoiler', '[a]', '||[a]||'],
    ['codeBlock', 'a [b] c', 'a \n```\n[b]\n```\n c'],
    ['codeBlock', '[]', '```\n[]\n```'],
    ['quote', 'a\nb[c]', 'a\n> bc[]'],
    ['quote', '[a\nb]\nc', '[> a\n> b]\nc'],
    ['quote', '[> a\n> b]', '[a\nb]'],
    ['bullets', '[a\nb]', '[- a\n- b]'],
    ['numbers', '[a\nb]', '[1. a\n2. b]'],
    ['numbers', '[1. a\n2. b]', '[a\nb]'],
    ['numbers', '[]', '1. []'],
  ])('%s of %j', (kind, before, after) => {
    expect(formatted(kind, before)).toBe(after);
  });

  it('of a link asks for what is missing', () => {
    expect(format('link', 'the plan', 4, 8)).toMatchObject({
      insert: '[plan](https://)',
      selectFrom: 11,
      selectTo: 19,
    });
    expect(format('link', 'https://a.example', 0, 17)).toMatchObject({
      insert: '[](https://a.example)',
      selectFrom: 1,
    });
  });

  it.each([
    ['- one|', '- one\n- |'],
    ['  * one|', '  * one\n  * |'],
    ['9. nine|', '9. nine\n10. |'],
    ['- [x] done|', '- [x] done\n- [ ] |'],
    ['> said|', '> said\n> |'],
    ['- one\n- |', '- one\n|'],
    ['1. one| and two', '1. one\n2. | and two'],
  ])('goes on with a list in a new line, and ends it where nothing was written: %s', (before, after) => {
    const caret = before.indexOf('|');
    const text = before.replace('|', '');
    const edit = newLine(text, caret, caret);
    expect(edit).not.toBeNull();
    if (edit === null) return;
    const made = text.slice(0, edit.start) + edit.insert + text.slice(edit.end);
    expect(`${made.slice(0, edit.selectFrom)}|${made.slice(edit.selectFrom)}`).toBe(after);
  });

  it.each(['words|', '-no list|', '|- before it', ''])('leaves other lines alone: %s', (text) => {
    const caret = Math.max(text.indexOf('|'), 0);
    expect(newLine(text.replace('|', ''), caret, caret)).toBeNull();
  });

  it('has keys', () => {
    expect(formatOfKey({ key: 'b', shiftKey: false })).toBe('strong');
    expect(formatOfKey({ key: 'X', shiftKey: true })).toBe('strike');
    expect(formatOfKey({ key: 'x', shiftKey: false })).toBeNull();
    expect(formatOfKey({ key: 'toString', shiftKey: true })).toBeNull();
  });
});
