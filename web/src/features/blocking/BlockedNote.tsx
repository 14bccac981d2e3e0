import { Ban } from 'lucide-react';
import type { Person } from '@/features/chat/model';
import { BlockButton } from './BlockButton';

/** Stands where one would write, in the conversation with somebody whom one has blocked. */
export function BlockedNote({ person }: { person: Person }) {
  return (
    <div className="px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5 sm:pb-5">
      <div className="flex min-h-12 flex-wrap items-center gap-3 rounded-xl border border-line bg-sunken px-4 py-2 text-sm text-ink-2">
        <Ban aria-hidden className="size-4 shrink-0 text-ink-3" />
        <p className="flex-1">You blocked {person.displayName}: unblock to write.</p>
        <BlockButton person={person} size="sm" />
      </div>
    </div>
  );
}
