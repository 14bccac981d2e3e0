import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import { useWorkspaceTitle } from '@/features/rooms/useWorkspaceTitle';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { PageHeader } from '@/ui/PageHeader';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';
import { ThreadCard } from './ThreadCard';
import { useThreads } from './useThreads';

/** The threads that one follows, those first in which something was said last. */
export function ThreadsPage() {
  useWorkspaceTitle('Threads');
  const [unread, setUnread] = useState(false);
  const list = useThreads(unread);
  const threads = list.data?.pages.flatMap((page) => page.threads) ?? [];
  return (
    <>
      <PageHeader title="Threads" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-6 sm:px-6 sm:py-8">
          <div role="group" aria-label="Which threads" className="flex gap-2">
            {[false, true].map((only) => (
              <Button
                key={String(only)}
                size="sm"
                variant={unread === only ? 'primary' : 'secondary'}
                aria-pressed={unread === only}
                onClick={() => setUnread(only)}
              >
                {only ? 'Unread' : 'All that you follow'}
              </Button>
            ))}
          </div>
          {list.isError ? (
            <div className="flex flex-col items-start gap-3">
              <Notice kind="danger">{toProblem(list.error).detail}</Notice>
              <Button onClick={() => void list.refetch()}>Try again</Button>
            </div>
          ) : list.isPending ? (
            <div role="status" aria-label="Loading threads" className="flex animate-late flex-col gap-3">
              <Skeleton className="h-40 rounded-xl" />
              <Skeleton className="h-40 rounded-xl" />
            </div>
          ) : threads.length === 0 ? (
            <EmptyState icon={MessagesSquare} title={unread ? 'Nothing is unread' : 'You follow no threads yet'}>
              {unread
                ? 'You have read all that was said in the threads that you follow.'
                : 'Reply to a message in a thread, and the room stays tidy. Threads in which you take part come here.'}
            </EmptyState>
          ) : (
            <ol aria-label="Threads" aria-busy={list.isFetching} className="flex flex-col gap-4">
              {threads.map((thread) => (
                <ThreadCard key={thread.root?.id} thread={thread} />
              ))}
            </ol>
          )}
          <ShowMore list={list} />
        </div>
      </div>
    </>
  );
}
