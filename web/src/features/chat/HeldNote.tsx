import { Trash2 } from 'lucide-react';
import { useEngine } from './chatContext';
import type { PendingChange } from './model';

/** Stands where a message is about to be deleted, for as long as one can think better of it. */
export function HeldNote({ change }: { change: PendingChange }) {
  const engine = useEngine();
  return (
    <p role="status" className="flex items-center gap-1.5 text-ink-3 italic">
      <Trash2 aria-hidden className="size-3.5 shrink-0" />
      Deleted for everybody
      <button
        type="button"
        onClick={() => engine.undoChange(change.id)}
        className="min-h-6 rounded-sm px-1 font-medium text-link not-italic hover:underline"
      >
        Undo
      </button>
    </p>
  );
}
