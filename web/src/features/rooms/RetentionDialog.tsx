import { useId, useState } from 'react';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { duration } from '@/features/chat/times';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { inputClass } from '@/ui/inputClass';
import { Notice } from '@/ui/Notice';
import { useUpdateRoom } from './useManageRoom';

const LIFETIMES: readonly number[] = [0, 30, 300, 3_600, 28_800, 86_400, 604_800, 2_419_200];
const RETENTIONS: readonly number[] = [0, 1, 7, 30, 90, 180, 365, 730];

/** How long a room keeps what is said in it. */
export function RetentionDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const id = useId();
  const update = useUpdateRoom(room.id, onClose);
  const [lifetime, setLifetime] = useState(room.lifetimeSeconds);
  const [days, setDays] = useState(room.retentionDays);
  const allowed = may(room, 'CHANGE_RETENTION');
  const forgets = days > 0 && (room.retentionDays === 0 || days < room.retentionDays);

  const submit = () =>
    update.mutate({
      ...(lifetime !== room.lifetimeSeconds && { messageLifetimeSeconds: lifetime }),
      ...(days !== room.retentionDays && { retentionDays: days }),
    });

  return (
    <Dialog title="Disappearing messages" description={room.name} onClose={onClose}>
      <form
        className="flex flex-col gap-4 overflow-y-auto px-6 pt-4 pb-6"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {update.error !== null && <Notice kind="danger">{toProblem(update.error).detail}</Notice>}
        <Field id={`${id}-lifetime`} label="New messages disappear" hint="What was said before stays as it is.">
          <select
            id={`${id}-lifetime`}
            className={inputClass()}
            value={lifetime}
            disabled={!allowed}
            aria-describedby={`${id}-lifetime-note`}
            onChange={(event) => setLifetime(Number(event.target.value))}
          >
            {choices(LIFETIMES, room.lifetimeSeconds).map((seconds) => (
              <option key={seconds} value={seconds}>
                {seconds === 0 ? 'Never' : `After ${duration(seconds)}`}
              </option>
            ))}
          </select>
        </Field>
        <Field id={`${id}-days`} label="The room forgets everything" hint="Also what was said before, whoever said it.">
          <select
            id={`${id}-days`}
            className={inputClass()}
            value={days}
            disabled={!allowed}
            aria-describedby={`${id}-days-note`}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {choices(RETENTIONS, room.retentionDays).map((each) => (
              <option key={each} value={each}>
                {each === 0 ? 'Never' : `After ${each} ${each === 1 ? 'day' : 'days'}`}
              </option>
            ))}
          </select>
        </Field>
        {forgets && (
          <Notice kind="danger">
            What is older than {days} {days === 1 ? 'day' : 'days'} is deleted at once, for everybody and for good.
          </Notice>
        )}
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>{allowed ? 'Cancel' : 'Close'}</Button>
          {allowed && (
            <Button variant={forgets ? 'danger' : 'primary'} type="submit" busy={update.isPending}>
              Save
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** With what is chosen now, should it be none of the usual ones. */
function choices(usual: readonly number[], now: number): readonly number[] {
  return [...new Set([...usual, now])].sort((one, other) => one - other);
}
