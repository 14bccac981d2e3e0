import type { EmojiGroup } from './emojiData';

/** The groups with what fits the words; words may be the beginnings of those that describe an emoji. */
export function searchEmoji(groups: readonly EmojiGroup[], query: string): readonly EmojiGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups.flatMap((group) => {
    const emoji = group.emoji.filter(([, name]) => {
      const described = name.split(' ');
      return words.every((word) => described.some((each) => each.startsWith(word)));
    });
    return emoji.length === 0 ? [] : [{ ...group, emoji }];
  });
}
