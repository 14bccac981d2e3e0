import { Bookmark, CalendarClock, CheckCheck } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { RemindDialog } from '@/features/opened';
import { toMessage, toSavedItem } from '@/features/chat/wire';
import { useWorkspaceTitle } from '@/features/rooms/useWorkspaceTitle';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { PageHeader } from '@/ui/PageHeader';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';
import { Tabs } from '@/ui/Tabs';
import { SavedCard } from './SavedCard';
import { ScheduledCard } from './ScheduledCard';
import { useSavedItems, useScheduled } from './useLater';

const TABS = [
  { tab: 'saved', title: 'To come back to' },
  { tab: 'scheduled', title: 'Scheduled' },
  { tab: 'done', title: 'Done' },
] as const;

/** What the person has saved for later, and what they say later. */
export function LaterPage() {
  useWorkspaceTitle('Later');
  const [parameters, setParameters] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const tab = TABS.find((each) => each.tab === parameters.get('tab'))?.tab ?? 'saved';
  return (
    <>
      <PageHeader title="Later" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-3xl flex-col px-4 pt-2 pb-8 sm:px-6">
          <div className="flex flex-wrap items-end justify-between gap-2 pb-4 [&>[role=tablist]]:px-0">
            <Tabs label="What to see" tabs={TABS} value={tab} onChange={(next) => setParameters({ tab: next })}>
              {null}
            </Tabs>
            <Button size="sm" onClick={() => setCreating(true)}>
              New reminder
            </Button>
          </div>
          {tab === 'scheduled' ? <Scheduled /> : <Saved key={tab} done={tab === 'done'} />}
        </div>
      </div>
      {creating && <RemindDialog about={{ kind: 'note' }} onClose={() => setCreating(false)} />}
    </>
  );
}

function Saved({ done }: { done: boolean }) {
  const list = useSavedItems(done);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) {
    return (
      <div className="flex flex-col items-start gap-3">
        <Notice kind="danger">{toProblem(list.error).detail}</Notice>
        <Button onClick={() => void list.refetch()}>Try again</Button>
      </div>
    );
  }
  if (list.isPending) {
    return (
      <div role="status" aria-label="Loading what you saved" className="flex animate-late flex-col gap-3">
        <Skeleton className="h-28 rounded-xl" />
        <Skeleton className="h-28 rounded-xl" />
      </div>
    );
  }
  if (items.length === 0) {
    return done ? (
      <EmptyState icon={CheckCheck} title="Nothing is done yet">
        What you tick off comes here.
      </EmptyState>
    ) : (
      <EmptyState icon={Bookmark} title="Nothing to come back to">
        Save a message from its menu, and it waits for you here; with a reminder, if you want one.
      </EmptyState>
    );
  }
  return (
    <>
      <ol aria-label="Saved" aria-busy={list.isFetching} className="flex flex-col gap-3">
        {items.map((item) => (
          <SavedCard
            key={item.id}
            item={toSavedItem(item)}
            message={item.message === undefined ? null : toMessage(item.message)}
          />
        ))}
      </ol>
      <ShowMore list={list} />
    </>
  );
}

function Scheduled() {
  const messages = useScheduled();
  return messages.length === 0 ? (
    <EmptyState icon={CalendarClock} title="Nothing is scheduled">
      Write a message, then choose “Send later” in the menu beside the send button: once, or every morning.
    </EmptyState>
  ) : (
    <ol aria-label="Scheduled" className="flex flex-col gap-3">
      {messages.map((message) => (
        <ScheduledCard key={message.id} message={message} />
      ))}
    </ol>
  );
}
