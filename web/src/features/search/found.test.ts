import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { GRACE, ME, wireRoom } from '@/features/chat/engineHarness';
import { toRoom } from '@/features/chat/wire';
import { TextRangeSchema } from '@/gen/parley/v1/search_pb';
import { split } from '@/features/markdown/split';
import { inRoom, pieces, searchPath } from './found';

const range = (start: number, length: number) => create(TextRangeSchema, { start, length });

describe('what was found', () => {
  it('is cut out of the text by characters, each once', () => {
    expect(pieces('🎉 moth and moth, Moth', [range(2, 4), range(11, 4), range(17, 4)])).toEqual(['moth', 'Moth']);
  });

  it('parts a text, the longest first', () => {
    expect(split('redeploy the re', ['re', 'redeploy'])).toEqual([
      { text: 'redeploy', found: true },
      { text: ' the ', found: false },
      { text: 're', found: true },
    ]);
    expect(split('nothing', [])).toEqual([{ text: 'nothing', found: false }]);
    expect(split('', ['x'])).toEqual([]);
  });
});

describe('the condition for a room', () => {
  const room = { ...toRoom(wireRoom('r', 1)), givenName: 'general' };

  it('is its name, in quotes where it has more than letters', () => {
    expect(inRoom(room, ME)).toBe('in:general');
    expect(inRoom({ ...room, givenName: 'The Lab' }, ME)).toBe('in:"The Lab"');
    expect(inRoom({ ...room, givenName: 'The "Lab"' }, ME)).toBe('in:r');
  });

  it('is whom one talks with, or what it is known by', () => {
    expect(inRoom({ ...room, kind: 'DIRECT', people: [GRACE] }, ME)).toBe(`in:@${GRACE.username}`);
    expect(inRoom({ ...room, kind: 'DIRECT', people: [] }, ME)).toBe(`in:@${ME.username}`);
    expect(inRoom({ ...room, kind: 'GROUP', givenName: '' }, ME)).toBe('in:r');
  });

  it('stands in an address', () => {
    expect(searchPath('a "b c"')).toBe('/search?q=a+%22b+c%22');
  });
});
