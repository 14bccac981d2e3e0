import { describe, expect, it } from 'vitest';
import { isChangedAbove, isNearTop, scrolled } from './scrollPosition';

const VIEW = { scrollSize: 2_000, viewportSize: 500 };
const AT_END = { offset: 1_500, atEnd: true };

describe('the place in the list', () => {
  it('stays at the end while content grows below or is measured', () => {
    expect(scrolled(AT_END, { ...VIEW, scrollSize: 2_300, offset: 1_500 }).atEnd).toBe(true);
    expect(scrolled(AT_END, { ...VIEW, scrollSize: 2_300, offset: 1_700 }).atEnd).toBe(true);
  });

  it('leaves the end by moving up', () => {
    expect(scrolled(AT_END, { ...VIEW, offset: 1_400 }).atEnd).toBe(false);
  });

  it('stays at the end within a few pixels of it', () => {
    expect(scrolled(AT_END, { ...VIEW, offset: 1_480 }).atEnd).toBe(true);
  });

  it('is at the end again by moving down to it', () => {
    const above = { offset: 900, atEnd: false };
    expect(scrolled(above, { ...VIEW, offset: 1_200 }).atEnd).toBe(false);
    expect(scrolled(above, { ...VIEW, offset: 1_490 }).atEnd).toBe(true);
  });

  it('asks for older messages well before the top', () => {
    expect(isNearTop({ ...VIEW, offset: 1_199 })).toBe(true);
    expect(isNearTop({ ...VIEW, offset: 1_200 })).toBe(false);
  });
});

describe('lines that come or go above', () => {
  const keys = (...names: string[]) => names.map((key) => ({ key }));

  it('are told from lines added below', () => {
    expect(isChangedAbove(keys('c', 'd'), keys('a', 'b', 'c', 'd'))).toBe(true);
    expect(isChangedAbove(keys('c', 'd'), keys('c', 'd', 'e'))).toBe(false);
  });

  it('are told from lines that go further down', () => {
    const before = keys('today', 'a', 'b', 'c', 'd');
    expect(isChangedAbove(before, keys('today', 'c', 'd', 'e'))).toBe(true);
    expect(isChangedAbove(before, keys('today', 'a', 'b', 'd'))).toBe(false);
  });

  it('are none in a list that was empty or has not grown', () => {
    expect(isChangedAbove([], keys('a'))).toBe(false);
    expect(isChangedAbove(keys('a', 'b'), keys('c', 'b'))).toBe(false);
  });
});
