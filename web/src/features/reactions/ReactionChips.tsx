import { SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { EmojiPicker } from '@/features/opened';
import { cx } from '@/ui/cx';
import { Tooltip } from '@/ui/Tooltip';
import { Glyph } from '@/features/emoji/Glyph';
import type { Message, Reaction, Room } from '@/features/chat/model';
import { ReactionCount } from './ReactionCount';
import { useOwnReactions } from './useOwnReactions';
import { useReactors } from './useReactors';

interface ReactionChipsProps {
  room: Room;
  message: Message;
  /** Those that are shown. */
  reactions: readonly Reaction[];
  /** Those that were there when the message was drawn first: what comes later is seen to come. */
  former: readonly Reaction[];
  /** Whether one can react at the moment. */
  live: boolean;
  onReact: (emoji: string, on: boolean) => void;
}

/** Who has reacted to a message with what; pressing one reacts with the same, or takes that back. */
export function ReactionChips({ room, message, reactions, former, live, onReact }: ReactionChipsProps) {
  const isOwn = useOwnReactions(message, reactions);
  const reactors = useReactors(room);
  const [pickedAt, setPickedAt] = useState<DOMRect | null>(null);
  return (
    <div className="flex flex-wrap items-center gap-1 pt-1 pb-0.5" role="group" aria-label="Reactions">
      {reactions.map((reaction) => {
        const { emoji, count } = reaction;
        const mine = isOwn(reaction);
        const who = reactors(reaction);
        return (
          <Tooltip key={emoji} label={live ? who : `${who}. You are offline: react when you are back.`}>
            <button
              type="button"
              aria-pressed={mine}
              aria-disabled={!live || undefined}
              aria-label={`${emoji} ${count}: ${who}`}
              onClick={() => live && onReact(emoji, !mine)}
              className={cx(
                'flex h-7 items-center gap-1.5 rounded-full border px-2 text-sm tabular-nums transition-colors pointer-coarse:h-8',
                mine
                  ? 'border-accent bg-accent-soft font-medium text-accent'
                  : 'border-line bg-sunken text-ink-2 hover:border-line-strong',
                !former.some((each) => each.emoji === emoji) && 'animate-join',
              )}
            >
              <span className="font-emoji text-base leading-none">
                <Glyph emoji={emoji} />
              </span>
              <ReactionCount count={count} />
            </button>
          </Tooltip>
        );
      })}
      {live && (
        <Tooltip label="Add reaction">
          <button
            type="button"
            aria-label="Add reaction"
            onClick={(event) => setPickedAt(event.currentTarget.getBoundingClientRect())}
            className="flex h-7 items-center rounded-full border border-line bg-sunken px-2 text-ink-3 hover:border-line-strong hover:text-ink pointer-coarse:h-8"
          >
            <SmilePlus aria-hidden className="size-4" />
          </button>
        </Tooltip>
      )}
      {pickedAt !== null && (
        <EmojiPicker anchor={pickedAt} onPick={(emoji) => onReact(emoji, true)} onClose={() => setPickedAt(null)} />
      )}
    </div>
  );
}
