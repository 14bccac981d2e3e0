import { useState } from 'react';
import type { Status } from '@/features/chat/model';
import { Tooltip } from '@/ui/Tooltip';
import { statusText } from './presenceText';
import { usePresence } from './usePresence';

/** The emoji of what somebody says of themselves; all of it on hover and focus. */
export function StatusMark({ userId }: { userId: string }) {
  const status = usePresence(userId)?.status ?? null;
  return status === null ? null : <Mark status={status} />;
}

function Mark({ status }: { status: Status }) {
  const [now] = useState(() => Date.now());
  const text = statusText(status, now);
  return (
    <Tooltip label={text}>
      <button
        type="button"
        aria-label={`Status: ${text}`}
        className="-my-1 inline-grid size-6 shrink-0 cursor-default place-items-center rounded-sm leading-none"
      >
        {status.emoji === '' ? '💬' : status.emoji}
      </button>
    </Tooltip>
  );
}
