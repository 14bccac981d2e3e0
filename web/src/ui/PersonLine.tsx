import type { ReactNode } from 'react';
import { Avatar, type Pictured } from './Avatar';

interface PersonLineProps {
  person: Pictured & { readonly username: string };
  /** Instead of the plain one. */
  avatar?: ReactNode;
  /** Beside the name. */
  beside?: ReactNode;
  /** After the user name. */
  note?: ReactNode;
  aside?: ReactNode;
  /** Shows more of the person, by their name. */
  onShow?: () => void;
}

/** A person in a list: colour, names, and something at the end of the line. */
export function PersonLine({ person, avatar, beside, note, aside, onShow }: PersonLineProps) {
  return (
    <div className="flex items-center gap-3">
      {avatar ?? <Avatar person={person} />}
      <div className="min-w-0 flex-1 leading-tight">
        <div className="flex items-center gap-1.5">
          {onShow === undefined ? (
            <span className="truncate font-medium">{person.displayName}</span>
          ) : (
            <button type="button" onClick={onShow} className="truncate rounded-sm font-medium hover:underline">
              {person.displayName}
            </button>
          )}
          {beside}
        </div>
        <div className="truncate text-xs text-ink-3">
          @{person.username}
          {note}
        </div>
      </div>
      {aside}
    </div>
  );
}
