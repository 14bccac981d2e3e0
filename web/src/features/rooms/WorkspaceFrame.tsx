import { useEffect, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import {
  CreateRoomDialog,
  NewConversationDialog,
  PersonCard,
  PresenceDialog,
  RemindDialog,
  ShortcutsDialog,
} from '@/features/opened';
import { QuickSwitcher } from './QuickSwitcher';
import { ConnectionBanner } from '@/features/chat/ConnectionBanner';
import { StorageNotice } from '@/features/chat/StorageNotice';
import type { Person } from '@/features/chat/model';
import { Reminders } from '@/features/later/Reminders';
import { cx } from '@/ui/cx';
import { DialogsContext, type WorkspaceDialog } from './dialogs';
import { PersonCardContext } from './personCard';
import { Sidebar } from './Sidebar';

/** The sidebar and the page beside it; on a phone, one of the two. */
export function WorkspaceFrame() {
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<WorkspaceDialog | null>(null);
  const atList = useLocation().pathname === '/rooms';
  const [person, setPerson] = useState<Person | null>(null);
  const close = () => setDialog(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Any page may have a dialog of its own open; a second one over it would hide what was begun there.
      const covered = document.querySelector('dialog[open]') !== null;
      const key = event.key.toLowerCase();
      const command = (event.ctrlKey || event.metaKey) && !event.altKey;
      if (key === 'k' && command && !event.shiftKey) {
        event.preventDefault();
        setDialog((open) => (open === 'quickSwitcher' ? null : covered ? open : 'quickSwitcher'));
      } else if (key === 'f' && command && event.shiftKey && !covered) {
        event.preventDefault();
        void navigate('/search');
      } else if (key === '?' && !covered && !isTyping(event.target)) {
        event.preventDefault();
        setDialog('shortcuts');
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate]);

  return (
    <DialogsContext value={setDialog}>
      <PersonCardContext value={setPerson}>
        <a
          href="#main"
          className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 font-medium text-accent-ink focus:translate-y-0"
          onClick={(event) => {
            event.preventDefault();
            document.getElementById('main')?.focus();
          }}
        >
          Skip to the conversation
        </a>
        <div className="flex h-dvh flex-col overflow-hidden">
          <ConnectionBanner />
          <StorageNotice />
          <div className="flex min-h-0 flex-1">
            {/* On a phone the list is the page, and this its title. */}
            {atList && <h1 className="sr-only md:hidden">Rooms</h1>}
            <Sidebar className={cx('md:w-[17.5rem] md:flex', atList ? 'flex w-full' : 'hidden')} />
            <main
              id="main"
              tabIndex={-1}
              className={cx('min-w-0 flex-1 flex-col outline-none md:flex', atList ? 'hidden' : 'flex')}
            >
              <Outlet />
            </main>
          </div>
        </div>
        <Reminders />
        {person !== null && <PersonCard person={person} onClose={() => setPerson(null)} />}
      </PersonCardContext>
      {dialog === 'createRoom' && <CreateRoomDialog onClose={close} />}
      {dialog === 'newConversation' && <NewConversationDialog onClose={close} />}
      {dialog === 'presence' && <PresenceDialog onClose={close} />}
      {dialog === 'reminder' && <RemindDialog about={{ kind: 'note' }} onClose={close} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {dialog === 'quickSwitcher' && <QuickSwitcher onClose={close} onOpenDialog={setDialog} />}
    </DialogsContext>
  );
}

/** Whether what is typed goes into a text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable=true]');
}
