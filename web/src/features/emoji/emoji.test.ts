import { describe, expect, it } from 'vitest';
import { EMOJI } from './emojiData';
import { emojiByCode, emojiOfCode, searchEmoji } from './emojiSearch';
import { inSkinTone } from './skinTone';

/** As the server has it (Emoji.java). */
const ELEMENT = '(?:\\p{EBase}\\p{EMod}|(?![#*0-9\\p{EPres}])\\p{Emoji}\\uFE0F|(?![\\u{1F1E6}-\\u{1F1FF}])\\p{EPres})';
const TAGS = '(?:[\\u{E0020}-\\u{E007E}]{1,6}\\u{E007F})?';
const TAKEN = new RegExp(
  `^(?:[\\u{1F1E6}-\\u{1F1FF}]{2}|[#*0-9]\\uFE0F\\u20E3|${ELEMENT}${TAGS}(?:\\u200D${ELEMENT}){0,4})$`,
  'u',
);

describe('emoji', () => {
  const all = EMOJI.flatMap(({ emoji }) => emoji.flatMap(({ emoji: each, skins }) => [each, ...skins]));

  it('are each there once, and fully qualified', () => {
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((each) => !TAKEN.test(each))).toEqual([]);
  });

  it('are found by the beginnings of their words', () => {
    const found = searchEmoji(EMOJI, 'thu up').flatMap(({ emoji }) => emoji.map(({ emoji: each }) => each));
    expect(found).toEqual(['👍']);
    expect(searchEmoji(EMOJI, 'xyzzy')).toEqual([]);
  });

  it('are found by what stands between colons, the exact one first', () => {
    expect(emojiByCode(EMOJI, 'tada', 5)[0]?.emoji).toBe('🎉');
    expect(emojiByCode(EMOJI, '+1', 5)[0]?.emoji).toBe('👍');
    expect(emojiByCode(EMOJI, 'smile', 3).map(({ codes }) => codes[0])).toContain('smile');
    expect(emojiByCode(EMOJI, 'xyzzy', 5)).toEqual([]);
    expect(emojiOfCode(EMOJI, 'tada')).toBe('🎉');
    expect(emojiOfCode(EMOJI, 'tad')).toBeUndefined();
  });

  it('come in the colour of skin that was chosen, where they have one', () => {
    const inTone = (code: string, tone: number) =>
      emojiByCode(EMOJI, code, 1).map((emoji) => inSkinTone(emoji, tone))[0];
    expect(inTone('wave', 5)).toBe('👋🏿');
    expect(inTone('wave', 0)).toBe('👋');
    expect(inTone('tada', 5)).toBe('🎉');
  });
});
