import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useChat } from '@/features/chat/chatContext';
import type { Message, Reaction } from '@/features/chat/model';
import { Glyph } from '@/features/emoji/Glyph';
import { AnsweringPeople } from '@/features/people/AnsweringPeople';
import { session } from '@/rpc/browserSession';
import { listReactors } from '@/rpc/reactionApi';
import { Dialog } from '@/ui/Dialog';

interface ReactorsDialogProps {
  message: Message;
  /** Those that are shown. */
  reactions: readonly Reaction[];
  onClose: () => void;
}

/** Who has reacted to a message with what. */
export function ReactorsDialog({ message, reactions, onClose }: ReactorsDialogProps) {
  return (
    <Dialog title="Who reacted" onClose={onClose}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="flex min-h-0 flex-col gap-5 overflow-y-auto px-6 pt-3 pb-6 -outline-offset-2">
        {reactions.map(({ emoji, count }) => (
          <section key={emoji} aria-label={emoji}>
            <h3 className="mb-1.5 flex items-center gap-2 text-sm font-semibold">
              <span className="font-emoji text-base leading-none">
                <Glyph emoji={emoji} />
              </span>
              <span className="text-ink-3 tabular-nums">{count}</span>
            </h3>
            <Reactors message={message} emoji={emoji} />
          </section>
        ))}
        {reactions.length === 0 && <p className="text-sm text-ink-3">Nobody has reacted any more.</p>}
      </div>
    </Dialog>
  );
}

function Reactors({ message: { id, roomId, changeSeq }, emoji }: { message: Message; emoji: string }) {
  const list = useInfiniteQuery({
    queryKey: ['reactors', id, emoji, changeSeq],
    queryFn: ({ pageParam }) => session.withToken((token) => listReactors(token, roomId, id, emoji, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    // Those who were there stay in view while others come.
    placeholderData: keepPreviousData,
  });
  const blocked = useChat((state) => state.blocked);
  const data = list.data && {
    pages: list.data.pages.map(({ people }) => ({ people: people.filter(({ id }) => blocked[id] === undefined) })),
  };
  return <AnsweringPeople list={{ ...list, data }} />;
}
