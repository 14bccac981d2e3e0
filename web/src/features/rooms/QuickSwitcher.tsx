import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useTheme } from '@/app/theme';
import { useLogout } from '@/features/auth/useLogout';
import { useRooms } from '@/features/chat/rooms';
import { useGuest } from '@/features/guests/useGuest';
import { cx } from '@/ui/cx';
import { Dialog } from '@/ui/Dialog';
import { useQuickFinds } from '@/features/search/useQuickFinds';
import type { WorkspaceDialog } from './dialogs';
import { offered } from './offered';
import { matching, switcherChoices, type Choice } from './switcherChoices';

interface QuickSwitcherProps {
  onClose: () => void;
  onOpenDialog: (dialog: WorkspaceDialog) => void;
}

/** Ctrl/Cmd+K: type a few letters, press Enter, be there. */
export function QuickSwitcher({ onClose, onOpenDialog }: QuickSwitcherProps) {
  const navigate = useNavigate();
  const rooms = useRooms() ?? [];
  const { looksDark, choose } = useTheme();
  const logout = useLogout();
  const guest = useGuest();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [cursor, setCursor] = useState(0);

  const [here] = useState(offered);

  const choices = switcherChoices(rooms, {
    here,
    go: (path) => void navigate(path),
    createRoom: () => onOpenDialog('createRoom'),
    newConversation: () => onOpenDialog('newConversation'),
    changePresence: () => onOpenDialog('presence'),
    newReminder: () => onOpenDialog('reminder'),
    showShortcuts: () => onOpenDialog('shortcuts'),
    toggleTheme: () => choose(looksDark ? 'light' : 'dark'),
    logout: () => logout.mutate(),
    looksDark,
    guest,
  });
  const finds = useQuickFinds(typed);
  const shown = [...matching(choices, typed), ...finds];
  const current = Math.min(cursor, shown.length - 1);

  useEffect(() => {
    // Not answered: newer browsers give a promise here, which React would take for the effect's cleanup.
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const run = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    onClose();
    choice.run();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setCursor((current + step + shown.length) % Math.max(shown.length, 1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(shown[current]);
    }
  };

  return (
    <Dialog title="Jump to a room, a person, a message or an action" onClose={onClose} bare>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-5 shrink-0 text-ink-3" />
        <input
          role="combobox"
          aria-label="Jump to"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={shown.length === 0 ? undefined : `${listId}-${current}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Jump to a room, a person or a message"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setCursor(0);
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Rooms, people, messages and actions"
        className="max-h-88 overflow-y-auto p-2"
      >
        {shown.map((choice, index) => (
          // The keys are handled by the field, which keeps the focus.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={choice.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            onClick={() => run(choice)}
            onMouseMove={() => setCursor(index)}
            className={cx(
              'flex h-10 cursor-pointer items-center gap-3 rounded-md px-3',
              index === current ? 'bg-selected text-ink' : 'text-ink-2',
            )}
          >
            <choice.icon aria-hidden className="size-4 shrink-0 text-ink-3" />
            <span className="truncate font-medium">{choice.label}</span>
            {choice.note !== undefined && (
              <span className="min-w-0 flex-1 truncate text-sm text-ink-2">{choice.note}</span>
            )}
            {choice.unread === true && <span className="size-2 shrink-0 rounded-full bg-accent" />}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
