import { EmojiPicture } from './EmojiPicture';
import { codeOf } from './emojiCode';
import { useCustomEmojiOf } from './useCustomEmoji';

/** An emoji as people use it: of Unicode, or the name of one of the installation between colons. */
export function Glyph({ emoji }: { emoji: string }) {
  const name = codeOf(emoji);
  return name === undefined ? emoji : <CustomGlyph name={name} />;
}

/** What is gone from the installation shows its name. */
function CustomGlyph({ name }: { name: string }) {
  const custom = useCustomEmojiOf(name);
  return custom === undefined ? (
    <span className="inline-block max-w-[8em] truncate align-middle font-sans text-xs">:{name}:</span>
  ) : (
    <EmojiPicture emoji={custom} />
  );
}
