import type { CustomEmoji } from '@/gen/parley/v1/emoji_pb';

/** An emoji of the installation, as large as the text around it asks for. */
export function EmojiPicture({
  emoji: { id, name, version },
}: {
  emoji: Pick<CustomEmoji, 'id' | 'name' | 'version'>;
}) {
  return (
    <img
      src={`/emoji/${id}/${version}`}
      alt={`:${name}:`}
      title={`:${name}:`}
      loading="lazy"
      draggable={false}
      className="inline-block size-[1.375em] object-contain align-[-0.3em]"
    />
  );
}
