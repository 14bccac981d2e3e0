import { Ban } from 'lucide-react';
import { useState } from 'react';
import { BlockDialog } from '@/features/opened';
import type { Person } from '@/features/chat/model';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { useIsBlocked, useUnblock } from './useBlocking';

/** Blocks somebody after a question, or ends that at once. */
export function BlockButton({ person, size }: { person: Person; size?: 'sm' }) {
  const blocked = useIsBlocked(person.id);
  const unblock = useUnblock();
  const [asking, setAsking] = useState(false);
  return (
    <>
      {unblock.error !== null && (
        <p role="alert" className="text-sm text-danger">
          {toProblem(unblock.error).detail}
        </p>
      )}
      {blocked ? (
        <Button size={size} busy={unblock.isPending} onClick={() => unblock.mutate(person)}>
          Unblock
        </Button>
      ) : (
        <Button size={size} onClick={() => setAsking(true)}>
          <Ban aria-hidden className="size-4" />
          Block
        </Button>
      )}
      {asking && <BlockDialog person={person} onClose={() => setAsking(false)} />}
    </>
  );
}
