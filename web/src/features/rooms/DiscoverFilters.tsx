import { useId } from 'react';
import type { RoomSearch } from '@/rpc/chatApi';
import { inputClass } from '@/ui/inputClass';

const SORTS: readonly { sort: RoomSearch['sort']; label: string }[] = [
  { sort: 'ACTIVITY', label: 'Active lately' },
  { sort: 'MEMBERS', label: 'Most members' },
  { sort: 'NAME', label: 'Name' },
];

interface DiscoverFiltersProps {
  sort: RoomSearch['sort'];
  includeArchived: boolean;
  onSort: (sort: RoomSearch['sort']) => void;
  onIncludeArchived: (include: boolean) => void;
}

/** What comes first among public rooms, and whether archived ones are among them. */
export function DiscoverFilters({ sort, includeArchived, onSort, onIncludeArchived }: DiscoverFiltersProps) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 text-sm">
      <div className="flex items-center gap-2.5">
        <label htmlFor={`${id}-sort`} className="whitespace-nowrap text-ink-2">
          Sort by
        </label>
        <select
          id={`${id}-sort`}
          className={inputClass('h-9 w-40')}
          value={sort}
          onChange={(event) => onSort(SORTS.find((each) => each.sort === event.target.value)?.sort ?? sort)}
        >
          {SORTS.map((each) => (
            <option key={each.sort} value={each.sort}>
              {each.label}
            </option>
          ))}
        </select>
      </div>
      <label className="flex min-h-9 items-center gap-2.5 text-ink-2">
        <input
          type="checkbox"
          className="size-5 accent-accent"
          checked={includeArchived}
          onChange={(event) => onIncludeArchived(event.target.checked)}
        />
        Show archived rooms
      </label>
    </div>
  );
}
