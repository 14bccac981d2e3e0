import type { EmojiGroup, NamedEmoji } from './emojiData';

/** The groups with what fits the words; words may be the beginnings of those that describe an emoji. */
export function searchEmoji(groups: readonly EmojiGroup[], query: string): readonly EmojiGroup[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return groups;
  return groups.flatMap((group) => {
    const emoji = group.emoji.filter(({ words }) =>
      wanted.every((word) => words.some((each) => each.startsWith(word))),
    );
    return emoji.length === 0 ? [] : [{ ...group, emoji }];
  });
}

/** Emoji by the beginning of what they are called between colons, those first that are called exactly that. */
export function emojiByCode(groups: readonly EmojiGroup[], begin: string, most: number): readonly NamedEmoji[] {
  const query = begin.toLowerCase();
  const rank = ({ codes, words }: NamedEmoji) => {
    if (codes.includes(query)) return 0;
    if (codes.some((code) => code.startsWith(query))) return 1;
    return words.some((word) => word.startsWith(query)) ? 2 : 3;
  };
  return groups
    .flatMap(({ emoji }) => emoji)
    .map((emoji) => ({ emoji, rank: rank(emoji) }))
    .filter((found) => found.rank < 3)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ emoji }) => emoji);
}

const byCode = new WeakMap<readonly EmojiGroup[], ReadonlyMap<string, string>>();

/** The emoji that is called so between colons. */
export function emojiOfCode(groups: readonly EmojiGroup[], code: string): string | undefined {
  let codes = byCode.get(groups);
  if (codes === undefined) {
    const all = groups.flatMap(({ emoji }) => emoji);
    codes = new Map(all.flatMap(({ emoji, codes: names }) => names.map((name) => [name, emoji] as const)));
    byCode.set(groups, codes);
  }
  return codes.get(code);
}
