import { SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWorkspaceTitle } from '@/features/rooms/useWorkspaceTitle';
import { fieldError, toProblem } from '@/rpc/problem';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { PageHeader } from '@/ui/PageHeader';
import { SearchField } from '@/ui/SearchField';
import { ShowMore } from '@/ui/ShowMore';
import { Skeleton } from '@/ui/Skeleton';
import { useDebounced } from '@/ui/useDebounced';
import { FoundMessage } from './FoundMessage';
import { SearchHelp } from './SearchHelp';
import { useMessageSearch } from './useMessageSearch';

/** Longest query, in characters. */
const LONGEST = 256;

/** Looks for what was said. What is looked for stands in the address. */
export function SearchPage() {
  useWorkspaceTitle('Search');
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('q') ?? '';
  const [typed, setTyped] = useState(asked);
  const settled = useDebounced(typed.trim(), 300);
  const [shown, setShown] = useState(asked);

  // Led here with something to look for, or back to what was looked for before.
  if (shown !== asked) {
    setShown(asked);
    if (asked !== typed.trim()) setTyped(asked);
  }
  useEffect(() => {
    if (settled !== asked) setParameters(settled === '' ? {} : { q: settled }, { replace: true });
    // Only what is typed leads anywhere.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);

  const search = useMessageSearch(asked);
  const first = search.data?.pages[0];
  const total = Number(first?.totalCount ?? 0);
  const hits = search.data?.pages.flatMap((page) => page.hits) ?? [];
  const problem = search.isError ? toProblem(search.error) : null;

  return (
    <>
      <PageHeader title="Search" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-6 sm:px-6 sm:py-8">
          <SearchField
            label="Search messages"
            value={typed}
            maxLength={LONGEST}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- who comes here wants to type
            autoFocus={asked === ''}
            onChange={setTyped}
          />
          {asked === '' ? (
            <SearchHelp onChoose={(condition) => setTyped(`${typed.trim()} ${condition}`.trim())} />
          ) : problem !== null ? (
            <Notice kind="danger">
              {fieldError(problem, 'query') ?? problem.detail}{' '}
              {problem.retryable && (
                <button type="button" className="font-semibold underline" onClick={() => void search.refetch()}>
                  Try again
                </button>
              )}
            </Notice>
          ) : search.isPending ? (
            <div role="status" aria-label="Searching" className="flex animate-late flex-col gap-3">
              <Skeleton className="h-24 rounded-lg" />
              <Skeleton className="h-24 rounded-lg" />
              <Skeleton className="h-24 rounded-lg" />
            </div>
          ) : (
            <div aria-busy={search.isFetching} className="flex flex-col gap-3">
              {first?.indexedSince !== undefined && (
                <Notice kind="info">Older messages are still being made ready for search.</Notice>
              )}
              <p role="status" className="text-sm text-ink-3">
                {first?.totalEstimated === true && 'About '}
                {total === 1 ? '1 message' : `${total.toLocaleString()} messages`}
              </p>
              {hits.length === 0 ? (
                <EmptyState icon={SearchX} title="Nothing was found">
                  Try fewer words, or a part of one: “ploy” finds “deployment”.
                </EmptyState>
              ) : (
                <ol aria-label="Messages that were found" className="flex flex-col gap-3">
                  {hits.map((hit) => (
                    <FoundMessage key={hit.message?.id} hit={hit} />
                  ))}
                </ol>
              )}
              <ShowMore list={search} />
            </div>
          )}
        </div>
      </div>
    </>
  );
}
