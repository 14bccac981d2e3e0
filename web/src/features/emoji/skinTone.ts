import type { NamedEmoji } from './emojiData';

const KEY = 'parley.skin';

/** The colours of skin to choose from; 0 is none in particular, then light to dark. */
export const SKIN_TONES: readonly { readonly hand: string; readonly name: string }[] = [
  { hand: '✋', name: 'Default skin tone' },
  { hand: '✋🏻', name: 'Light skin tone' },
  { hand: '✋🏼', name: 'Medium-light skin tone' },
  { hand: '✋🏽', name: 'Medium skin tone' },
  { hand: '✋🏾', name: 'Medium-dark skin tone' },
  { hand: '✋🏿', name: 'Dark skin tone' },
];

/** The colour that was chosen on this device. */
export function keptSkinTone(): number {
  try {
    const tone = Number(localStorage.getItem(KEY));
    return SKIN_TONES[tone] === undefined ? 0 : tone;
  } catch {
    return 0;
  }
}

export function keepSkinTone(tone: number): void {
  try {
    localStorage.setItem(KEY, String(tone));
  } catch {
    // Where nothing can be kept, it is chosen again.
  }
}

/** An emoji in that colour, if it comes in colours. */
export function inSkinTone({ emoji, skins }: NamedEmoji, tone: number): string {
  return skins[tone - 1] ?? emoji;
}
