import { useEffect, useState, type ReactNode } from 'react';
import { session } from '@/rpc/browserSession';
import { browserEngine } from './browserEngine';
import { ChatContext } from './chatContext';

/** By these, somebody is at the page. */
const SIGNS_OF_USE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

/** Runs the engine of one person for as long as it is shown. Give it the person's id as `key`. */
export function ChatProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const [engine] = useState(() => browserEngine(userId));

  useEffect(() => {
    const wake = () => engine.wake();
    const keep = () => engine.keep();
    const wakeWhenSeen = () => {
      if (document.visibilityState === 'visible') {
        engine.people.used();
        wake();
      } else keep();
    };
    engine.start();
    const silence = session.onToken((accessToken) => engine.renew(accessToken));
    const used = () => engine.people.used();
    used();
    for (const sign of SIGNS_OF_USE) window.addEventListener(sign, used, { passive: true, capture: true });
    window.addEventListener('online', wake);
    window.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', wakeWhenSeen);
    return () => {
      silence();
      for (const sign of SIGNS_OF_USE) window.removeEventListener(sign, used, { capture: true });
      window.removeEventListener('online', wake);
      window.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', wakeWhenSeen);
      engine.stop();
    };
  }, [engine]);

  return <ChatContext value={engine}>{children}</ChatContext>;
}
