import { toPerson } from '@/features/chat/wire';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import type { Person } from '@/gen/parley/v1/chat_pb';
import { toProblem } from '@/rpc/problem';
import { Notice } from '@/ui/Notice';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';

interface AnsweringPeopleProps {
  /** A list that comes page by page. */
  list: {
    readonly data: { readonly pages: readonly { readonly people: readonly Person[] }[] } | undefined;
    readonly error: unknown;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** Those who have answered a message in one way, in the order in which they did. */
export function AnsweringPeople({ list }: AnsweringPeopleProps) {
  if (list.error !== null) return <Notice kind="danger">{toProblem(list.error).detail}</Notice>;
  if (list.data === undefined) return <Skeleton className="h-8 animate-late rounded-md" />;
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
