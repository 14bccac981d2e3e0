import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import { neighbour } from '@/features/sections/neighbour';
import type { ShownSection } from '@/features/sections/arrange';

/** Alt and an arrow go to the room above or below in the list; with Shift, to the next in which something is unread. */
export function useRoomKeys(sections: readonly ShownSection[]): void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const blocked = useChat((state) => state.blocked);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey) return;
      if (document.querySelector('dialog[open], [role=menu]') !== null) return;
      const open = /^\/rooms\/([^/]+)/u.exec(pathname)?.[1];
      const room = neighbour(sections, open, step, event.shiftKey ? blocked : null);
      if (room === undefined) return;
      event.preventDefault();
      void navigate(`/rooms/${room.id}`);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate, pathname, sections, blocked]);
}
