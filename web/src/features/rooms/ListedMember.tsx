import { useMemo } from 'react';
import { BlockedMark } from '@/features/blocking/BlockedMark';
import type { Room } from '@/features/chat/model';
import { toMillisOrNull, toRole } from '@/features/chat/roomFacts';
import { toPerson } from '@/features/chat/wire';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { useNamed } from '@/features/presence/useNamed';
import { PresenceNote } from '@/features/presence/PresenceNote';
import { StatusMark } from '@/features/presence/StatusMark';
import type { Member } from '@/gen/parley/v1/chat_pb';
import { PersonLine } from '@/ui/PersonLine';
import { MemberActions } from './MemberActions';
import { useShowPerson } from './personCard';

/** Somebody in a room: how they are, their card, and what the person may make of them. */
export function ListedMember({ room, member }: { room: Room; member: Member }) {
  const showPerson = useShowPerson();
  const person = useNamed(useMemo(() => toPerson(member.person), [member.person]));
  return (
    <div className="px-2 py-1.5">
      <PersonLine
        person={person}
        onShow={() => showPerson(person)}
        avatar={<PersonAvatar person={person} />}
        beside={
          <>
            <StatusMark userId={person.id} />
            <BlockedMark userId={person.id} />
          </>
        }
        note={<PresenceNote userId={person.id} />}
        aside={
          <MemberActions
            room={room}
            person={person}
            role={toRole(member.role)}
            muteEnd={toMillisOrNull(member.muteEndTime)}
          />
        }
      />
    </div>
  );
}
