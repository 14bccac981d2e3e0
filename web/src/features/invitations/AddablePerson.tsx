import { Check } from 'lucide-react';
import { BlockedMark } from '@/features/blocking/BlockedMark';
import { GuestBadge } from '@/features/guests/GuestBadge';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { toProblem } from '@/rpc/problem';
import type { Pictured } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { PersonLine } from '@/ui/PersonLine';
import { useAddMember } from './useAddMember';

interface AddablePersonProps {
  person: Pictured & { readonly username: string; readonly guest: boolean };
  roomId: string;
  isMember: boolean;
}

export function AddablePerson({ person, roomId, isMember }: AddablePersonProps) {
  const add = useAddMember(roomId);
  return (
    <li className="rounded-md px-2 py-1.5">
      <PersonLine
        person={person}
        avatar={<PersonAvatar person={person} />}
        beside={
          <>
            {person.guest && <GuestBadge />}
            <BlockedMark userId={person.id} />
          </>
        }
        aside={
          isMember || add.isSuccess ? (
            <span className="flex items-center gap-1.5 px-2 text-sm text-ink-3">
              <Check aria-hidden className="size-4" />
              {add.isSuccess ? 'Added' : 'Member'}
            </span>
          ) : (
            <Button
              size="sm"
              busy={add.isPending}
              aria-label={`Add ${person.displayName}`}
              onClick={() => add.mutate(person.id)}
            >
              Add
            </Button>
          )
        }
      />
      {add.error !== null && (
        <p role="alert" className="pl-12 text-sm text-danger">
          {toProblem(add.error).detail}
        </p>
      )}
    </li>
  );
}
