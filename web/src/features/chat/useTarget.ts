import { useEffect, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useChat, useEngine } from './chatContext';
import type { Excerpt } from './model';

/** A message by its position, or the line above what is new. */
export type Target = number | 'new';

interface Targeting {
  /** Where somebody is led to, if they are. */
  readonly target: Target | undefined;
  /** Another one each time that somebody is led somewhere. */
  readonly visit: string;
  /** What is around it, where that is not at the end of the room. */
  readonly excerpt: Excerpt | undefined;
  /** Goes to what is new to the person, which is what follows a position. */
  readonly toNew: (after: number) => void;
  /** Goes to the end of the room. */
  readonly toEnd: () => void;
}

/** The message of a room that the page's address names, or what is new: it is read with what is around it. */
export function useTarget(roomId: string): Targeting {
  const engine = useEngine();
  const navigate = useNavigate();
  const { key, pathname, search } = useLocation();
  const { seq = '' } = useParams();
  const named = /^[1-9]\d{0,14}$/u.test(seq) ? Number(seq) : undefined;
  const excerpt = useChat((state) => state.excerpts[roomId]);
  const ready = useChat((state) => state.timelines[roomId]?.kind === 'ready');
  /** Where in the history of addresses somebody asked for what is new. */
  const [newAt, setNewAt] = useState<string | null>(null);
  const [at, setAt] = useState({ key, pathname, search, visit: key });
  // A thread that is opened or closed beside it leads nowhere else.
  if (at.key !== key) {
    const beside = at.pathname === pathname && at.search !== search;
    setAt({ key, pathname, search, visit: beside ? at.visit : key });
  }
  const led = at.visit;
  const toWhatIsNew = newAt === led;

  useEffect(() => {
    if (named === undefined) engine.toEnd(roomId);
    // What is at hand need not be read.
    else if (ready) engine.openAt(roomId, named);
  }, [engine, roomId, named, ready, led]);

  return {
    target: toWhatIsNew ? 'new' : named,
    visit: toWhatIsNew ? `new ${led}` : named === undefined ? 'end' : led,
    excerpt,
    toNew: (after) => {
      setNewAt(led);
      engine.openAt(roomId, after);
    },
    toEnd: () => {
      setNewAt(null);
      engine.toEnd(roomId);
      if (named !== undefined) void navigate({ pathname: `/rooms/${roomId}`, search }, { replace: true });
    },
  };
}
