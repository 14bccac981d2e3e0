import { useMutation } from '@tanstack/react-query';
import { ChevronsUpDown, CircleCheck, CircleMinus, LogOut, Moon, Settings, Smile, Sun } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTheme } from '@/app/theme';
import { useLogout } from '@/features/auth/useLogout';
import { useMe } from '@/features/auth/useSession';
import { useChat, useEngine } from '@/features/chat/chatContext';
import type { OwnPresence } from '@/features/chat/model';
import { PresenceDot } from '@/features/presence/PresenceDot';
import { statusText } from '@/features/presence/presenceText';
import { toProblem } from '@/rpc/problem';
import { Avatar } from '@/ui/Avatar';
import { Menu } from '@/ui/Menu';
import { useOpenDialog } from './dialogs';

export function UserMenu() {
  const me = useMe();
  const navigate = useNavigate();
  const { looksDark, choose } = useTheme();
  const logout = useLogout();
  const open = useOpenDialog();
  const engine = useEngine();
  const own = useChat((state) => state.own);
  const live = useChat((state) => state.connection.kind === 'live');
  const [now] = useState(() => Date.now());
  const choice = useMutation({
    mutationFn: (chosen: OwnPresence['choice']) => engine.people.presences.change({ choice: chosen }),
  });
  if (me === null) return null;
  // Somebody uses this page, or would not see it.
  const shown = own === null || !live ? null : own.choice === 'automatic' ? 'online' : own.choice;
  const note = own?.status != null ? statusText(own.status, now) : `@${me.username}`;
  return (
    <div className="shrink-0 border-t border-line p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      {logout.isError && (
        <p role="alert" className="px-2.5 pb-2 text-sm text-danger">
          Could not log out: the server did not answer.
        </p>
      )}
      {choice.isError && (
        <p role="alert" className="px-2.5 pb-2 text-sm text-danger">
          Your availability did not change: {toProblem(choice.error).detail}
        </p>
      )}
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="flex w-full items-center gap-2.5 rounded-md p-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover"
          >
            <span className="sr-only">Your account: </span>
            <span className="relative inline-flex shrink-0">
              <Avatar person={me} />
              {shown !== null && <PresenceDot state={shown} className="absolute -right-1 -bottom-1" />}
            </span>
            <span className="min-w-0 flex-1 leading-tight">
              <span className="block truncate font-medium">{me.displayName}</span>
              <span className="block truncate text-xs text-ink-3">{note}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3" />
          </button>
        }
        items={[
          { label: 'Set your status', icon: Smile, onSelect: () => open('presence') },
          ...(own === null
            ? []
            : own.choice === 'automatic'
              ? [{ label: 'Do not disturb', icon: CircleMinus, onSelect: () => choice.mutate('doNotDisturb') }]
              : [{ label: 'Be seen as online', icon: CircleCheck, onSelect: () => choice.mutate('automatic') }]),
          { label: 'Settings', icon: Settings, onSelect: () => void navigate('/settings') },
          looksDark
            ? { label: 'Light theme', icon: Sun, onSelect: () => choose('light') }
            : { label: 'Dark theme', icon: Moon, onSelect: () => choose('dark') },
          { label: 'Log out', icon: LogOut, onSelect: () => logout.mutate() },
        ]}
      />
    </div>
  );
}
