import { Hash } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import type { Room } from '@/features/chat/model';
import { emojiOfCode } from '@/features/emoji/emojiSearch';
import { EmojiPicture } from '@/features/emoji/EmojiPicture';
import { useCustomEmoji, type CustomEmojis } from '@/features/emoji/useCustomEmoji';
import { useEmoji } from '@/features/emoji/useEmoji';
import { FoundInText } from './FoundInText';

const CODE = /:[a-z0-9_+-]{2,32}:/u;
const ANY = /#|:[a-z0-9_+-]{2,32}:/u;
/** Most rooms that one text can name; those after that are only text. */
const MOST = 50;
const WORDS = /:[a-z0-9_+-]{2,32}:|(?<![\p{L}\p{N}_&#/])#(?=\S)/gu;

/** A text in which rooms are named after `#` and emoji between colons, if they are. */
export function WordsInText({ text }: { text: string }) {
  return ANY.test(text) ? <Words text={text} /> : <FoundInText text={text} />;
}

function Words({ text }: { text: string }) {
  const rooms = useChat((state) => state.rooms);
  const coded = CODE.test(text);
  const emoji = useEmoji(coded);
  const custom = useCustomEmoji(coded);
  const parts = [];
  let marks = 0;
  let end = 0;
  for (const { index, 0: found } of text.matchAll(WORDS)) {
    if (index < end) continue;
    const room = found === '#' && ++marks <= MOST ? roomAt(text, index + 1, rooms ?? {}) : undefined;
    const picture = found === '#' ? undefined : pictureOf(found.slice(1, -1), custom, emoji);
    if (room === undefined && picture === undefined) continue;
    parts.push(text.slice(end, index), room === undefined ? picture : <RoomName room={room} />);
    end = index + (room === undefined ? found.length : room.name.length + 1);
  }
  parts.push(text.slice(end));
  return parts.map((part, index) => (
    <Fragment key={index}>{typeof part === 'string' ? <FoundInText text={part} /> : part}</Fragment>
  ));
}

/** What is called so: of the installation first, as it may have been called that on purpose. */
function pictureOf(name: string, custom: CustomEmojis, emoji: ReturnType<typeof useEmoji>): ReactNode | undefined {
  const own = custom.get(name);
  if (own !== undefined) return <EmojiPicture emoji={own} />;
  return typeof emoji === 'string' ? undefined : emojiOfCode(emoji, name);
}

function RoomName({ room }: { room: Room }) {
  return (
    <Link
      to={`/rooms/${room.id}`}
      className="inline-flex items-baseline rounded-sm bg-accent-soft px-0.5 font-medium text-link hover:underline"
    >
      <Hash aria-hidden className="size-[0.875em] self-center" />
      <span className="sr-only">#</span>
      {room.name}
    </Link>
  );
}

/** The channel whose name stands there; of several, the one with the longest. */
function roomAt(text: string, at: number, rooms: Readonly<Record<string, Room>>): Room | undefined {
  let longest: Room | undefined;
  for (const room of Object.values(rooms)) {
    const { kind, name } = room;
    const said = text.slice(at, at + name.length);
    if (kind !== 'CHANNEL' || said.toLowerCase() !== name.toLowerCase()) continue;
    const goesOn = /^[\p{L}\p{N}]/u.test(text.slice(at + name.length));
    if (!goesOn && (longest === undefined || name.length > longest.name.length)) longest = room;
  }
  return longest;
}
