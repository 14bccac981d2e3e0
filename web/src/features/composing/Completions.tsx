import { Hash, Radio, Users } from 'lucide-react';
import { useMemo } from 'react';
import { useChat } from '@/features/chat/chatContext';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { useCommands } from '@/features/commands/useCommands';
import { inSkinTone, keptSkinTone } from '@/features/emoji/skinTone';
import { emojiByCode } from '@/features/emoji/emojiSearch';
import { EmojiPicture } from '@/features/emoji/EmojiPicture';
import { useCustomEmoji } from '@/features/emoji/useCustomEmoji';
import { useEmoji } from '@/features/emoji/useEmoji';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { useMembers } from '@/features/rooms/useMembers';
import { useDebounced } from '@/ui/useDebounced';
import { ChoiceList, type Choice, type KeyTaker } from './ChoiceList';
import type { Trigger } from './trigger';

const MOST = 8;

/** What matters of the room in which something is written. */
export type ComposedIn = Pick<Room, 'id' | 'kind' | 'membersSeq' | 'role' | 'permissions' | 'archived'>;

interface CompletionsProps {
  id: string;
  room: ComposedIn;
  trigger: Trigger;
  onTake: (taker: KeyTaker | null, activeId: string | undefined) => void;
  onPick: (choice: Choice) => void;
}

/** What the name, room, emoji or command that is being written may become. */
export function Completions({ trigger, ...rest }: CompletionsProps) {
  const { query } = trigger;
  switch (trigger.mark) {
    case '@':
      return <People query={query} {...rest} />;
    case '#':
      return <Rooms query={query} {...rest} />;
    case ':':
      return <Emoji query={query} {...rest} />;
    case '/':
      return <Commands query={query} {...rest} />;
  }
}

type Queried = Omit<CompletionsProps, 'trigger'> & { readonly query: string };

const CALLS = [
  { words: ['here'], Icon: Radio, note: 'Who is here now' },
  { words: ['all', 'room'], Icon: Users, note: 'Everybody in this room' },
];

/** What calls many at once, as far as it is written. */
function calls(query: string): Choice[] {
  return CALLS.flatMap(({ words, Icon, note }) => {
    const word = words.find((each) => each.startsWith(query.toLowerCase()));
    if (word === undefined) return [];
    const label = (
      <>
        <Icon aria-hidden className="size-5 text-ink-2" />
        <span className="font-medium">@{word}</span>
        <span className="text-ink-2">{note}</span>
      </>
    );
    return [{ key: `@${word}`, insert: `@${word} `, label }];
  });
}

function People({ query, room, ...rest }: Queried) {
  const members = useMembers(room, useDebounced(query, 120)).data;
  const many = room.kind !== 'DIRECT' && may(room, 'MENTION_EVERYONE');
  const choices = useMemo(() => {
    const people = (members?.pages.flatMap((page) => page.members) ?? []).flatMap(({ person }) => person ?? []);
    const found = people.slice(0, MOST).map((person): Choice => ({
      key: person.id,
      insert: `@${person.username} `,
      label: (
        <>
          <PersonAvatar person={person} size="sm" />
          <span className="truncate font-medium">{person.displayName}</span>
          <span className="truncate text-ink-2">@{person.username}</span>
        </>
      ),
    }));
    return many ? [...found, ...calls(query)] : found;
  }, [members, query, many]);
  return <ChoiceList name="People" choices={choices} {...rest} />;
}

function Rooms({ query, room: _, ...rest }: Queried) {
  const rooms = useChat((state) => state.rooms);
  const choices = useMemo(() => {
    const wanted = query.toLowerCase();
    const channels = Object.values(rooms ?? {}).filter(
      ({ kind, name }) => kind === 'CHANNEL' && name.toLowerCase().includes(wanted),
    );
    const place = ({ name }: Room) => name.toLowerCase().indexOf(wanted);
    return channels
      .sort((one, other) => place(one) - place(other) || one.name.localeCompare(other.name))
      .slice(0, MOST)
      .map(({ id, name, topic }): Choice => ({
        key: id,
        insert: `#${name} `,
        label: (
          <>
            <Hash aria-hidden className="size-4 text-ink-2" />
            <span className="truncate font-medium">{name}</span>
            <span className="truncate text-ink-2">{topic}</span>
          </>
        ),
      }));
  }, [rooms, query]);
  return <ChoiceList name="Rooms" choices={choices} {...rest} />;
}

function Commands({ query, room: _, ...rest }: Queried) {
  const commands = useCommands();
  // What is written to its end is run, not completed.
  const whole = commands?.some(({ name }) => name === query) === true;
  const choices = useMemo(
    () =>
      (commands ?? [])
        .filter(({ name }) => !whole && name.startsWith(query))
        .map(({ name, usage, description }): Choice => ({
          key: name,
          insert: `/${name} `,
          label: (
            <>
              <span className="max-w-full shrink-0 truncate font-medium">{usage}</span>
              <span className="truncate text-ink-2">{description}</span>
            </>
          ),
        })),
    [commands, query, whole],
  );
  return <ChoiceList name="Commands" choices={choices} {...rest} />;
}

function Emoji({ query, room: _, ...rest }: Queried) {
  const groups = useEmoji();
  const custom = useCustomEmoji();
  const choices = useMemo(() => {
    const own = [...custom.values()]
      .filter(({ name }) => name.startsWith(query.toLowerCase()))
      .slice(0, MOST)
      .map((each): Choice => ({
        key: each.name,
        insert: `:${each.name}: `,
        label: (
          <>
            <EmojiPicture emoji={each} />
            <span className="truncate">:{each.name}:</span>
          </>
        ),
      }));
    if (typeof groups === 'string') return own;
    const tone = keptSkinTone();
    const usual = emojiByCode(groups, query, MOST - own.length).map((each): Choice => {
      const emoji = inSkinTone(each, tone);
      return {
        key: emoji,
        insert: `${emoji} `,
        label: (
          <>
            <span aria-hidden className="font-emoji text-lg leading-none">
              {emoji}
            </span>
            <span className="truncate">:{each.codes[0] ?? each.name}:</span>
          </>
        ),
      };
    });
    return [...own, ...usual];
  }, [groups, custom, query]);
  return <ChoiceList name="Emoji" choices={choices} {...rest} />;
}
