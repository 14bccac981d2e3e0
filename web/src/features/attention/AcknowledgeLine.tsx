import { Check, CheckCheck } from 'lucide-react';
import { useState } from 'react';
import { AcknowledgementsDialog } from '@/features/opened';
import { useMe } from '@/features/auth/useSession';
import type { Acknowledgements, Message, Room } from '@/features/chat/model';
import { useReactors } from '@/features/reactions/useReactors';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Tooltip } from '@/ui/Tooltip';
import { useAcknowledge, useAcknowledged } from './useAcknowledgements';

interface AcknowledgeLineProps {
  message: Message;
  acknowledgements: Acknowledgements;
  room: Room;
  /** Whether one can acknowledge at the moment. */
  live: boolean;
}

/** What a message asks its readers for: to say that they have taken note, and who has. */
export function AcknowledgeLine({ message, acknowledgements, room, live }: AcknowledgeLineProps) {
  const me = useMe();
  const names = useReactors(room);
  const acknowledge = useAcknowledge(message);
  const [showWho, setShowWho] = useState(false);
  const { count, userIds } = acknowledgements;
  const done = useAcknowledged(message, acknowledgements);
  const mine = message.sender.id === me?.id;
  const readers = (
    <Button
      variant="quiet"
      size="sm"
      className="h-7! px-2!"
      aria-label={`Acknowledged by ${count}: show who`}
      onClick={() => setShowWho(true)}
    >
      <CheckCheck aria-hidden className="size-3.5" />
      {count === 0 ? 'Nobody has acknowledged this yet' : `${count} acknowledged`}
    </Button>
  );
  return (
    <div className="mt-1 flex flex-wrap items-center gap-1.5">
      {done ? (
        <span className="inline-flex h-7 items-center gap-1.5 rounded-md bg-accent-soft px-2 text-xs font-medium text-link">
          <Check aria-hidden className="size-3.5" />
          You acknowledged this
        </span>
      ) : (
        !mine && (
          <Button
            size="sm"
            className="h-7! px-2.5!"
            disabled={!live}
            busy={acknowledge.isPending}
            onClick={() => acknowledge.mutate()}
          >
            <Check aria-hidden className="size-3.5" />
            Acknowledge
          </Button>
        )
      )}
      {count === 0 ? readers : <Tooltip label={names({ emoji: '', count, userIds })}>{readers}</Tooltip>}
      {acknowledge.isError && <Notice kind="danger">{toProblem(acknowledge.error).detail}</Notice>}
      {showWho && <AcknowledgementsDialog message={message} onClose={() => setShowWho(false)} />}
    </div>
  );
}
