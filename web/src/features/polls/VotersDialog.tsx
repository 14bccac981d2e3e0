import type { Message, Poll } from '@/features/chat/model';
import { toPerson } from '@/features/chat/wire';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { toProblem } from '@/rpc/problem';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';
import { useVoters } from './usePoll';

/** Who has answered what. */
export function VotersDialog({ message, poll, onClose }: { message: Message; poll: Poll; onClose: () => void }) {
  return (
    <Dialog title="Who answered what" onClose={onClose}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="flex min-h-0 flex-col gap-5 overflow-y-auto px-6 pt-3 pb-6 -outline-offset-2">
        {poll.options.map(({ text, count }, index) => (
          <section key={index}>
            <h3 className="mb-1.5 flex gap-2 text-sm font-semibold wrap-anywhere">
              {text}
              <span className="text-ink-3 tabular-nums">{count}</span>
            </h3>
            {count > 0 && <Voters message={message} option={index} />}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Voters({ message, option }: { message: Message; option: number }) {
  const list = useVoters(message, option);
  if (list.isError) return <Notice kind="danger">{toProblem(list.error).detail}</Notice>;
  if (list.isPending) return <Skeleton className="h-8 animate-late rounded-md" />;
  return (
    <>
      <ul className="flex flex-col">
        {list.data.pages
          .flatMap((page) => page.people)
          .map(toPerson)
          .map((person) => (
            <li key={person.id} className="flex h-9 items-center gap-2.5">
              <PersonAvatar person={person} size="sm" />
              <span className="truncate">{person.displayName}</span>
            </li>
          ))}
      </ul>
      <ShowMore list={list} />
    </>
  );
}
