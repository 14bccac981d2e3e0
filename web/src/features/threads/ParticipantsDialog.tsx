import { useQuery } from '@tanstack/react-query';
import type { Room } from '@/features/chat/model';
import { AnsweringPeople } from '@/features/people/AnsweringPeople';
import { session } from '@/rpc/browserSession';
import { getThread } from '@/rpc/threadApi';
import { Dialog } from '@/ui/Dialog';

/** As many are told. */
const MOST = 100;

interface ParticipantsDialogProps {
  room: Room;
  threadId: string;
  onClose: () => void;
}

/** Who has replied in a thread. */
export function ParticipantsDialog({ room, threadId, onClose }: ParticipantsDialogProps) {
  const thread = useQuery({
    queryKey: ['participants', threadId],
    queryFn: () => session.withToken((token) => getThread(token, room.id, threadId)),
    staleTime: 0,
  });
  const people = thread.data?.participants;
  const list = {
    data: people && { pages: [{ people }] },
    error: thread.error,
    hasNextPage: false,
    isFetchingNextPage: false,
    fetchNextPage: () => undefined,
  };
  return (
    <Dialog title="Who has replied" onClose={onClose}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="flex min-h-0 flex-col gap-2 overflow-y-auto px-6 pt-3 pb-6 -outline-offset-2">
        <AnsweringPeople list={list} />
        {people?.length === 0 && <p className="text-sm text-ink-3">Nobody has replied yet.</p>}
        {(people?.length ?? 0) >= MOST && (
          <p className="text-sm text-ink-3">These are the first {MOST} who have replied.</p>
        )}
      </div>
    </Dialog>
  );
}
