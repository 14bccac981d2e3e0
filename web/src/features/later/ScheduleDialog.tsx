import { useState } from 'react';
import { newId } from '@/features/chat/newId';
import { charactersLeft, clean } from '@/features/chat/messageText';
import type { Reply, ScheduledMessage } from '@/features/chat/model';
import { fieldError, toProblem } from '@/rpc/problem';
import type { SendWhen } from '@/rpc/schedulingApi';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { TextArea } from '@/ui/TextArea';
import { browserZone, toCron, toPlan, type Plan } from './recurrence';
import { RepeatField } from './RepeatField';
import { useReschedule, useSchedule } from './useLater';
import { presets } from './when';
import { WhenField } from './WhenField';

interface ScheduleDialogProps {
  /** What was written and is to be said later, or what is scheduled already. */
  about:
    | { readonly kind: 'new'; readonly roomId: string; readonly text: string; readonly reply: Reply | null }
    | { readonly kind: 'scheduled'; readonly message: ScheduledMessage };
  onScheduled?: () => void;
  onClose: () => void;
}

/** Asks when something is to be said: once, or again and again. */
export function ScheduleDialog({ about, onScheduled, onClose }: ScheduleDialogProps) {
  const kept = about.kind === 'scheduled' ? about.message : null;
  const [clientId] = useState(newId);
  const [text, setText] = useState(about.kind === 'new' ? about.text : about.message.text);
  const [time, setTime] = useState<number | null>(
    () => kept?.sendTime ?? presets(Date.now()).find(({ label }) => label === 'Tomorrow morning')?.time ?? null,
  );
  const [plan, setPlan] = useState<Plan | null>(kept?.recurrence ? toPlan(kept.recurrence.cron) : null);
  const timeZone = kept?.recurrence?.timeZone ?? browserZone();
  const schedule = useSchedule();
  const reschedule = useReschedule(kept?.id ?? '');
  const asked = kept === null ? schedule : reschedule;
  const problem = asked.error === null ? null : toProblem(asked.error);
  const errors = {
    text: fieldError(problem, 'text'),
    time: fieldError(problem, 'sendTime'),
    cron: fieldError(problem, 'recurrence.cron') ?? fieldError(problem, 'recurrence.timeZone'),
  };
  const placed = Object.values(errors).some((error) => error !== undefined);
  const cleaned = clean(text);
  const left = charactersLeft(cleaned);

  const when: SendWhen | null =
    plan !== null ? { recurrence: { cron: toCron(plan), timeZone } } : time === null ? null : { sendTime: time };

  const submit = () => {
    if (when === null) return;
    const done = {
      onSuccess: () => {
        onScheduled?.();
        onClose();
      },
    };
    if (about.kind === 'scheduled')
      reschedule.mutate({ text: cleaned, when: isSame(about.message, when) ? null : when }, done);
    else {
      const { roomId, reply } = about;
      schedule.mutate({ later: { roomId, clientId, text: cleaned, ...(reply ?? {}) }, when }, done);
    }
  };

  return (
    <Dialog
      title={kept === null ? 'Send later' : 'Change what is said later'}
      description="It is said in your name, also while you are away."
      onClose={onClose}
    >
      <form
        noValidate
        className="flex flex-col gap-4 overflow-y-auto px-6 pt-4 pb-6"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem !== null && !placed && <Notice kind="danger">{problem.detail}</Notice>}
        <TextArea
          label="Message"
          rows={4}
          value={text}
          error={left < 0 ? `That is ${-left} characters too many.` : errors.text}
          onChange={(event) => setText(event.target.value)}
        />
        <RepeatField plan={plan} timeZone={timeZone} error={errors.cron} onChange={setPlan} />
        {plan === null && <WhenField label="When" value={time} error={errors.time} onChange={setTime} />}
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            busy={asked.isPending}
            disabled={cleaned === '' || left < 0 || when === null}
          >
            {kept === null ? 'Schedule' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is said at the same times as before keeps them, also where the next one is a moment away. */
function isSame({ sendTime, recurrence, failure }: ScheduledMessage, when: SendWhen): boolean {
  if (failure !== null) return false;
  if ('sendTime' in when) return recurrence === null && sendTime === when.sendTime;
  return recurrence?.cron === when.recurrence.cron && recurrence.timeZone === when.recurrence.timeZone;
}
