import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { Message } from '@/features/chat/model';
import { dayTime } from '@/features/chat/times';
import { toPerson } from '@/features/chat/wire';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { toProblem } from '@/rpc/problem';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';
import { useAcknowledgements } from './useAcknowledgements';

/** Who has acknowledged a message, and of whom it is still wanted. */
export function AcknowledgementsDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  return (
    <Dialog title="Who has acknowledged this" onClose={onClose}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="flex min-h-0 flex-col gap-5 overflow-y-auto px-6 pt-3 pb-6 -outline-offset-2">
        <Readers message={message} pending={false} title="Acknowledged" nobody="Nobody yet." />
        <Readers message={message} pending title="Not yet" nobody="Nobody is missing." />
      </div>
    </Dialog>
  );
}

interface ReadersProps {
  message: Message;
  pending: boolean;
  title: string;
  nobody: string;
}

function Readers({ message, pending, title, nobody }: ReadersProps) {
  const list = useAcknowledgements(message, pending);
  const readers = list.data?.pages.flatMap((page) => page.acknowledgements) ?? [];
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
      {list.isError && <Notice kind="danger">{toProblem(list.error).detail}</Notice>}
      {list.isPending && <Skeleton className="h-8 animate-late rounded-md" />}
      {list.isSuccess && readers.length === 0 && <p className="text-sm text-ink-3">{nobody}</p>}
      <ul className="flex flex-col">
        {readers.map(({ person: wire, time }) => {
          const person = toPerson(wire);
          return (
            <li key={person.id} className="flex h-9 items-center gap-2.5">
              <PersonAvatar person={person} size="sm" />
              <span className="min-w-0 flex-1 truncate">{person.displayName}</span>
              {time !== undefined && <span className="text-xs text-ink-3">{dayTime(timestampMs(time))}</span>}
            </li>
          );
        })}
      </ul>
      <ShowMore list={list} />
    </section>
  );
}
