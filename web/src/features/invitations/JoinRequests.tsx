import { Check, X } from 'lucide-react';
import type { Room } from '@/features/chat/model';
import { toPerson } from '@/features/chat/wire';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { toProblem } from '@/rpc/problem';
import { IconButton } from '@/ui/IconButton';
import { PersonLine } from '@/ui/PersonLine';
import { useAnswerJoinRequest, useJoinRequests } from './useJoinRequests';

/** Who waits for a room, above its members; nothing where nobody does, or one may not let them in. */
export function JoinRequests({ room }: { room: Room }) {
  const waiting = useJoinRequests(room);
  const answer = useAnswerJoinRequest(room.id);
  if (waiting.data === undefined || waiting.data.totalCount === 0) return null;
  return (
    <section aria-label="Waiting to join" className="mb-2 border-b border-line px-2 pb-3">
      <h3 className="py-1.5 text-sm font-semibold">
        Waiting to join <span className="font-normal text-ink-3 tabular-nums">{waiting.data.totalCount}</span>
      </h3>
      <ul className="flex flex-col gap-3">
        {waiting.data.requests.map((request) => {
          const person = toPerson(request.person);
          const give = (approved: boolean) => answer.mutate({ userId: person.id, approved });
          return (
            <li key={person.id}>
              <PersonLine
                person={person}
                avatar={<PersonAvatar person={person} />}
                aside={
                  <span className="flex">
                    <IconButton
                      icon={Check}
                      label={`Let ${person.displayName} in`}
                      disabled={answer.isPending}
                      onClick={() => give(true)}
                    />
                    <IconButton
                      icon={X}
                      label={`Decline ${person.displayName}`}
                      disabled={answer.isPending}
                      onClick={() => give(false)}
                    />
                  </span>
                }
              />
              {request.note !== '' && (
                <p className="mt-1.5 rounded-md bg-sunken px-3 py-2 text-sm wrap-anywhere">{request.note}</p>
              )}
            </li>
          );
        })}
      </ul>
      {answer.error !== null && (
        <p role="alert" className="pt-2 text-sm text-danger">
          {toProblem(answer.error).detail}
        </p>
      )}
    </section>
  );
}
