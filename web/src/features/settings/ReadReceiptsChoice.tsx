import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { session } from '@/rpc/browserSession';
import { getPreferences, updateReadReceipts } from '@/rpc/chatApi';
import { Notice } from '@/ui/Notice';
import { Skeleton } from '@/ui/Skeleton';

const KEY = ['preferences'];

/** Whether others are told how far one has read. */
export function ReadReceiptsChoice() {
  const id = useId();
  const client = useQueryClient();
  const preferences = useQuery({ queryKey: KEY, queryFn: () => session.withToken(getPreferences) });
  const change = useMutation({
    mutationFn: (readReceipts: boolean) => session.withToken((token) => updateReadReceipts(token, readReceipts)),
    onSuccess: (changed) => client.setQueryData(KEY, changed),
  });
  // What was just chosen is shown at once, while the server is told of it.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const choose = (readReceipts: boolean) => {
    setChosen(readReceipts);
    change.mutate(readReceipts, { onSettled: () => setChosen(null) });
  };
  if (preferences.isPending) return <Skeleton className="h-6 w-64" />;
  if (preferences.isError) return <Notice kind="danger">{preferences.error.message}</Notice>;
  return (
    <div className="flex flex-col gap-3">
      <div>
        <label className="flex items-center gap-3 font-medium">
          <input
            type="checkbox"
            aria-describedby={id}
            className="size-4 accent-accent"
            checked={chosen ?? preferences.data.readReceipts}
            onChange={(event) => choose(event.target.checked)}
          />
          Show others what I have read
        </label>
        <p id={id} className="pl-7 text-sm text-ink-3">
          Otherwise you do not see what they have read, either. Rooms of more than 50 people never show it.
        </p>
      </div>
      {change.isError && <Notice kind="danger">{change.error.message}</Notice>}
    </div>
  );
}
