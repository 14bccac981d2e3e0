import { useId, useState } from 'react';
import { useFocusFirstError } from '@/features/auth/useFocusFirstError';
import { ROLES, type Permission, type Permissions, type Role, type Room } from '@/features/chat/model';
import { may, reaches, ROLE_NAMES } from '@/features/chat/powers';
import { toSettings } from '@/features/chat/roomFacts';
import { duration } from '@/features/chat/times';
import { Room_Visibility } from '@/gen/parley/v1/chat_pb';
import type { RoomUpdate } from '@/rpc/chatApi';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { formText } from '@/ui/formText';
import { inputClass } from '@/ui/inputClass';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import { useUpdateRoom } from './useManageRoom';
import { RoomPictureChoice } from './RoomPictureChoice';
import { VisibilityChoice } from './VisibilityChoice';

/** What a channel may give to other roles. */
const ADJUSTABLE: readonly { readonly permission: Permission; readonly label: string }[] = [
  { permission: 'SEND_MESSAGES', label: 'Write messages' },
  { permission: 'MENTION_EVERYONE', label: 'Mention everybody (@all, @here)' },
  { permission: 'ADD_MEMBERS', label: 'Add people' },
  { permission: 'CHANGE_TOPIC', label: 'Change the topic' },
  { permission: 'CHANGE_DETAILS', label: 'Change name and description' },
  { permission: 'PIN_MESSAGES', label: 'Pin messages' },
  { permission: 'DELETE_MESSAGES', label: 'Delete what others wrote' },
  { permission: 'REMOVE_MEMBERS', label: 'Remove and ban people' },
  { permission: 'MUTE_MEMBERS', label: 'Mute people, set slow mode' },
];

const SLOW_MODES: readonly number[] = [0, 5, 10, 30, 60, 300, 900, 3_600, 21_600];

/** What a room says of itself, and who may what in it; what one may not change is shown. */
export function RoomSettingsDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const formId = useId();
  const descriptionId = useId();
  const slowId = useId();
  const update = useUpdateRoom(room.id, onClose);
  const problem = update.error === null ? null : toProblem(update.error);
  const form = useFocusFirstError(problem);
  const [permissions, setPermissions] = useState<Permissions>({});
  /** Somebody else may change it meanwhile: only what was chosen here is sent. */
  const [chosen, setChosen] = useState<Room['visibility'] | null>(null);
  const visibility = chosen ?? room.visibility;
  const mayTopic = may(room, 'CHANGE_TOPIC');
  const mayDetails = may(room, 'CHANGE_DETAILS');
  const mayPermissions = may(room, 'CHANGE_PERMISSIONS');
  const maySlow = may(room, 'MUTE_MEMBERS');
  const nameError = fieldError(problem, 'name') ?? (problem?.code === 'ROOM_NAME_TAKEN' ? problem.detail : undefined);
  const topicError = fieldError(problem, 'topic');
  const descriptionError = fieldError(problem, 'description');
  const unplaced = nameError === undefined && topicError === undefined && descriptionError === undefined;

  const submit = (data: FormData) => {
    const changes: RoomUpdate = { permissions: toSettings(permissions) };
    if (mayDetails) {
      changes.name = formText(data, 'name').trim();
      changes.description = formText(data, 'description').trim();
    }
    if (visibility !== room.visibility) changes.visibility = Room_Visibility[visibility];
    if (maySlow) changes.slowModeSeconds = Number(formText(data, 'slowMode'));
    if (mayTopic) changes.topic = formText(data, 'topic').trim();
    update.mutate(changes);
  };

  return (
    <Dialog title="Room settings" description={room.name} onClose={onClose}>
      <form
        id={formId}
        ref={form}
        noValidate
        className="flex flex-col gap-4.5 overflow-y-auto px-6 pt-4 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        {problem !== null && unplaced && <Notice kind="danger">{problem.detail}</Notice>}
        {mayDetails && <RoomPictureChoice room={room} />}
        <TextField
          label="Name"
          name="name"
          maxLength={64}
          autoComplete="off"
          readOnly={!mayDetails}
          defaultValue={room.givenName}
          optional={room.kind !== 'CHANNEL'}
          error={nameError}
        />
        <TextField
          label="Topic"
          name="topic"
          maxLength={250}
          autoComplete="off"
          readOnly={!mayTopic}
          defaultValue={room.topic}
          optional
          error={topicError}
        />
        <Field id={descriptionId} label="Description" optional error={descriptionError}>
          <textarea
            id={descriptionId}
            name="description"
            rows={3}
            maxLength={1000}
            readOnly={!mayDetails}
            defaultValue={room.description}
            className={inputClass('h-auto py-2')}
          />
        </Field>
        {room.kind === 'CHANNEL' && mayPermissions && <VisibilityChoice value={visibility} onChange={setChosen} />}
        {visibility !== room.visibility && (
          <Notice kind="info">
            {visibility === 'PUBLIC'
              ? 'Everyone here will find the room, and who joins reads all that was said in it before.'
              : 'Who is in the room stays. Nobody else will find it; they come in when a member invites them.'}
          </Notice>
        )}
        {room.kind === 'CHANNEL' && (
          <Field id={slowId} label="Slow mode">
            <select
              id={slowId}
              name="slowMode"
              className={inputClass()}
              defaultValue={room.slowModeSeconds}
              disabled={!maySlow}
            >
              {[...new Set([...SLOW_MODES, room.slowModeSeconds])].map((seconds) => (
                <option key={seconds} value={seconds}>
                  {seconds === 0 ? 'Off' : `One message each ${duration(seconds)}`}
                </option>
              ))}
            </select>
          </Field>
        )}
        {room.kind === 'CHANNEL' && (
          <fieldset className="flex flex-col gap-2">
            <legend className="pb-1 text-sm font-medium">Who may</legend>
            {ADJUSTABLE.map(({ permission, label }) => (
              <LeastRole
                key={permission}
                label={label}
                room={room}
                roles={permission === 'SEND_MESSAGES' ? ROLES : ROLES.slice(1)}
                value={permissions[permission] ?? room.permissions[permission] ?? 'OWNER'}
                disabled={!mayPermissions}
                onChange={(role) => setPermissions({ ...permissions, [permission]: role })}
              />
            ))}
          </fieldset>
        )}
      </form>
      <div className="flex justify-end gap-2.5 px-6 pt-5 pb-6">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          form={formId}
          variant="primary"
          busy={update.isPending}
          disabled={!mayTopic && !mayDetails && !mayPermissions && !maySlow}
        >
          Save
        </Button>
      </div>
    </Dialog>
  );
}

interface LeastRoleProps {
  label: string;
  room: Room;
  /** Those that it can be given to, the least first: to guests only their say. */
  roles: readonly Role[];
  value: Role;
  disabled: boolean;
  onChange: (role: Role) => void;
}

function LeastRole({ label, room, roles, value, disabled, onChange }: LeastRoleProps) {
  const id = useId();
  // Nobody gives or takes what is above them.
  const above = (role: Role) => role !== room.role && !reaches(room, role);
  return (
    <div className="flex items-center justify-between gap-3">
      <label htmlFor={id} className="text-sm text-ink-2">
        {label}
      </label>
      <span className="w-48 shrink-0">
        <select
          id={id}
          className={inputClass('h-9')}
          value={value}
          disabled={disabled || above(value)}
          onChange={(event) => onChange(roles.find((role) => role === event.target.value) ?? value)}
        >
          {roles.map((role) => (
            <option key={role} value={role} disabled={above(role)}>
              {leastText(role, roles)}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}

function leastText(role: Role, roles: readonly Role[]): string {
  if (role === 'GUEST') return 'Everybody';
  if (role === 'MEMBER') return roles.includes('GUEST') ? 'Members, not guests' : 'Members';
  return role === 'OWNER' ? 'Owners' : `${ROLE_NAMES[role]}s and up`;
}
