import { useRef } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Room } from '@/features/chat/model';
import { toProblem } from '@/rpc/problem';
import { Notice } from '@/ui/Notice';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';
import { ListedMember } from './ListedMember';
import { memberRows } from './memberRows';
import { useMembers } from './useMembers';

/** The next page is asked for this long before the end of what is there. */
const AHEAD_PX = 1_000;

/** The members of a room by their roles. Draws those that are in view, and asks of them alone how they are. */
export function MemberList({ room, query }: { room: Room; query: string }) {
  const members = useMembers(room, query);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);

  if (members.isError) {
    return (
      <div className="p-2">
        <Notice kind="danger">{toProblem(members.error).detail}</Notice>
      </div>
    );
  }
  if (members.isPending) {
    return (
      <div role="status" aria-label="Loading members" className="flex flex-col gap-4 p-4">
        <Skeleton className="h-9 w-2/3" />
        <Skeleton className="h-9 w-1/2" />
      </div>
    );
  }
  const rows = memberRows(members.data.pages);
  const total = members.data.pages[0]?.totalCount ?? 0;
  const onScroll = (offset: number) => {
    const { scrollSize = 0, viewportSize = 0 } = list.current ?? {};
    const near = scrollSize - offset - viewportSize < AHEAD_PX;
    if (near && members.hasNextPage && !members.isFetchingNextPage) void members.fetchNextPage();
  };
  return (
    <>
      <p role="status" className={query === '' || total > 0 ? 'sr-only' : 'px-4 py-10 text-center text-sm text-ink-3'}>
        {query !== '' && found(total, query)}
      </p>
      <div
        ref={scroller}
        tabIndex={rows.length > 0 ? 0 : -1}
        role="group"
        aria-label="List of members"
        aria-busy={members.isFetching}
        className="min-h-0 flex-1 overflow-y-auto px-2 pb-2 -outline-offset-2"
      >
        <Virtualizer ref={list} scrollRef={scroller} onScroll={onScroll} as="ul" item="li">
          {rows.map((row) =>
            row.kind === 'role' ? (
              <h3 key={row.key} className="px-2 pt-3 pb-1 text-xs font-semibold text-ink-3">
                {row.title} <span className="font-normal tabular-nums">{row.count.toLocaleString()}</span>
              </h3>
            ) : (
              <ListedMember key={row.key} room={room} member={row.member} />
            ),
          )}
        </Virtualizer>
        {/* Without a wheel, or where scrolling came to its end before the page did. */}
        <ShowMore list={members} />
      </div>
    </>
  );
}

function found(total: number, query: string): string {
  if (total === 0) return `Nobody called “${query}” in this room.`;
  return total === 1 ? '1 member found' : `${total} members found`;
}
