import type { Room } from '@/features/chat/model';
import { toMillisOrNull } from '@/features/chat/roomFacts';
import { lifetimeText, retentionText } from '@/features/chat/roomFacts';
import { dayTime, duration } from '@/features/chat/times';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { ModerationEntry_Act as Act, type Ban, type ModerationEntry } from '@/gen/parley/v1/moderation_pb';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { PersonLine } from '@/ui/PersonLine';
import { Skeleton } from '@/ui/Skeleton';
import { useBans, useLiftBan, useModerationLog } from './useModeration';

/** Who is kept out of a room, and what was done to keep order in it. */
export function ModerationDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  return (
    <Dialog title="Moderation" description={room.name} onClose={onClose}>
      <div className="flex flex-col gap-6 overflow-y-auto px-6 pt-4 pb-6">
        <section aria-labelledby="bans" className="flex flex-col gap-2">
          <h3 id="bans" className="text-sm font-medium">
            Banned people
          </h3>
          <Bans roomId={room.id} />
        </section>
        <section aria-labelledby="acts" className="flex flex-col gap-2">
          <h3 id="acts" className="text-sm font-medium">
            What was done
          </h3>
          <Acts roomId={room.id} />
        </section>
      </div>
    </Dialog>
  );
}

function Bans({ roomId }: { roomId: string }) {
  const bans = useBans(roomId);
  const lift = useLiftBan(roomId);
  if (bans.isError) return <Notice kind="danger">{toProblem(bans.error).detail}</Notice>;
  if (bans.isPending) return <Skeleton className="h-9 w-2/3" />;
  if (bans.data.length === 0) return <p className="text-sm text-ink-3">Nobody is banned.</p>;
  return (
    <>
      {lift.error !== null && <Notice kind="danger">{toProblem(lift.error).detail}</Notice>}
      <ul className="flex flex-col gap-3">
        {bans.data.map((ban) => (
          <li key={ban.person?.id}>
            <PersonLine
              person={ban.person ?? NOBODY}
              avatar={<PersonAvatar person={ban.person ?? NOBODY} />}
              aside={
                <Button
                  size="sm"
                  aria-label={`Lift the ban of ${ban.person?.displayName ?? ''}`}
                  busy={lift.isPending && lift.variables === ban.person?.id}
                  onClick={() => lift.mutate(ban.person?.id ?? '')}
                >
                  Lift
                </Button>
              }
            />
            <p className="pt-0.5 pl-12 text-xs wrap-anywhere text-ink-3">{terms(ban)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Acts({ roomId }: { roomId: string }) {
  const log = useModerationLog(roomId);
  if (log.isError) return <Notice kind="danger">{toProblem(log.error).detail}</Notice>;
  if (log.isPending) return <Skeleton className="h-20" />;
  const entries = log.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <p className="text-sm text-ink-3">Nothing yet.</p>;
  return (
    <>
      <ol className="flex flex-col gap-2 text-sm">
        {entries.map((entry) => (
          <li key={entry.id} className="flex items-baseline gap-3">
            <span className="flex-1 wrap-anywhere text-ink-2">
              <span className="font-medium text-ink">{entry.actor?.displayName}</span> {act(entry)}
            </span>
            <time className="shrink-0 text-xs text-ink-3">{dayTime(toMillisOrNull(entry.createTime) ?? 0)}</time>
          </li>
        ))}
      </ol>
      {log.hasNextPage && (
        <Button size="sm" wide busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

function terms({ expireTime, reason }: Ban): string {
  const end = toMillisOrNull(expireTime);
  return `${end === null ? 'For good' : `Until ${dayTime(end)}`}${reason === '' ? '' : `: ${reason}`}`;
}

/** The rest of a sentence that begins with who did it. */
function act({ act: what, subject, detail }: ModerationEntry): string {
  const whom = subject?.displayName ?? '';
  switch (what) {
    case Act.MEMBER_REMOVED:
      return `removed ${whom}`;
    case Act.MEMBER_BANNED:
      return `banned ${whom}${detail === '' ? '' : `: ${detail}`}`;
    case Act.BAN_LIFTED:
      return `lifted the ban of ${whom}`;
    case Act.MEMBER_MUTED:
      return `muted ${whom} until ${dayTime(Date.parse(detail))}`;
    case Act.MEMBER_UNMUTED:
      return `let ${whom} speak again`;
    case Act.ROLE_CHANGED:
      return `made ${whom} ${detail.toLowerCase()}`;
    case Act.MESSAGE_DELETED:
      return `deleted a message of ${whom}`;
    case Act.ROOM_RENAMED:
      return `renamed the room, which was “${detail}”`;
    case Act.ROOM_ARCHIVED:
      return 'archived the room';
    case Act.ROOM_RESTORED:
      return 'restored the room';
    case Act.ROOM_MADE_PUBLIC:
      return 'made the room public';
    case Act.ROOM_MADE_PRIVATE:
      return 'made the room private';
    case Act.ROOM_DELETED:
      return 'deleted the room';
    case Act.ROOM_UNDELETED:
      return 'brought the room back';
    case Act.PERMISSIONS_CHANGED:
      return `changed who may do what: ${detail === '' ? 'as it was at first' : detail}`;
    case Act.SLOW_MODE_CHANGED:
      return detail === '0' ? 'ended slow mode' : `set slow mode to ${duration(Number(detail))}`;
    case Act.MESSAGE_LIFETIME_CHANGED:
      return lifetimeText(Number(detail));
    case Act.RETENTION_CHANGED:
      return retentionText(Number(detail));
    case Act.ACT_UNSPECIFIED:
      return 'did something that this page does not know';
  }
}

const NOBODY = { id: '', username: '', displayName: '' };
