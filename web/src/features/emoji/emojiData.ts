import compact from 'emojibase-data/en/compact.json';
import shortcodes from 'emojibase-data/en/shortcodes/github.json';

/** An emoji of Unicode, fully qualified. */
export interface NamedEmoji {
  readonly emoji: string;
  readonly name: string;
  /** What it is called between colons, the usual one first. */
  readonly codes: readonly string[];
  /** In small letters, all that it is found by. */
  readonly words: readonly string[];
  /** The same in five colours of skin, light to dark; empty where it has none. */
  readonly skins: readonly string[];
}

export interface EmojiGroup {
  readonly name: string;
  readonly emoji: readonly NamedEmoji[];
}

/** Unicode's groups by number; that of parts (2) is for nobody to choose from. */
const GROUPS: readonly (readonly [group: number, name: string])[] = [
  [0, 'Smileys'],
  [1, 'People'],
  [3, 'Nature'],
  [4, 'Food'],
  [6, 'Activities'],
  [5, 'Travel'],
  [7, 'Objects'],
  [8, 'Symbols'],
  [9, 'Flags'],
];

const SKINS = 5;
const CODES: Readonly<Record<string, string | readonly string[] | undefined>> = shortcodes;

/** All emoji, in the order of Unicode. Large: loaded when it is first needed. */
export const EMOJI: readonly EmojiGroup[] = GROUPS.map(([group, name]) => ({
  name,
  emoji: compact
    .filter((each) => each.group === group)
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ hexcode, label, tags = [], unicode, skins = [] }): NamedEmoji => {
      const codes = [CODES[hexcode] ?? []].flat();
      return {
        emoji: qualified(unicode),
        name: label,
        codes,
        words: [...new Set([label, ...tags, ...codes].flatMap((words) => words.toLowerCase().split(/[\s_]+/u)))],
        skins: skins.slice(0, SKINS).map((skin) => qualified(skin.unicode)),
      };
    }),
}));

/** As the server takes it: U+FE0F only where a picture would not be one without. */
function qualified(unicode: string): string {
  return unicode.replace(/(\p{Emoji_Presentation})\uFE0F/gu, '$1');
}
