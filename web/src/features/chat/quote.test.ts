import { describe, expect, it } from 'vitest';
import { message } from './engineHarness';
import { linkTo, quoteOf } from './quote';

describe('a quotation', () => {
  it('says who said it, where, and what, line by line', () => {
    const said = message(7, 'one\n\ntwo');
    expect(quoteOf(said)).toBe(`> [Grace](${linkTo(said)}):\n> one\n>\n> two`);
    expect(linkTo(said)).toMatch(/\/rooms\/[^/]+\/7$/);
  });

  it('mentions nobody again, and leaves code as it is', () => {
    expect(quoteOf(message(7, '@ada: see `@x` and @ben'))).toContain('> \\@ada: see `@x` and \\@ben');
  });

  it('lets no name become anything but a name', () => {
    const sender = { id: 'x', username: 'x', displayName: 'A](http://b) *c*', avatarVersion: '' };
    expect(quoteOf(message(7, 'x', '', sender))).toContain('[A\\](http://b) \\*c\\*](');
  });

  it('is cut where it is long', () => {
    expect(quoteOf(message(7, '🎉'.repeat(700)), 5).split('\n')[1]).toBe(`> ${'🎉'.repeat(5)}…`);
  });
});
