import { Button } from './Button';

interface ShowMoreProps {
  /** A list that comes page by page. */
  list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** Below a list: the way to its next page, while there is one. */
export function ShowMore({ list }: ShowMoreProps) {
  return (
    list.hasNextPage && (
      <div className="flex justify-center py-3">
        <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      </div>
    )
  );
}
