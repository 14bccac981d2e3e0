import { CheckCheck, X } from 'lucide-react';
import type { Attention } from '@/features/chat/model';
import { IconButton } from '@/ui/IconButton';
import { PriorityMark } from './PriorityMark';

/** What the message that is being written will want of its readers. */
export function AttentionNote({ attention, onClear }: { attention: Attention; onClear: () => void }) {
  return (
    <div className="flex items-center gap-2 px-2 pt-1">
      <PriorityMark priority={attention.priority} />
      {attention.acknowledge && (
        <span className="inline-flex items-center gap-1 text-xs text-ink-2">
          <CheckCheck aria-hidden className="size-3.5" />
          Asks to be acknowledged
        </span>
      )}
      <IconButton icon={X} label="As any other message" className="ml-auto size-7!" onClick={onClear} />
    </div>
  );
}
