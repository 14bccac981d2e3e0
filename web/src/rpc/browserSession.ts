import * as authApi from './authApi';
import { rememberUser, rememberedUser } from './rememberedUser';
import { Session, type TabMessage } from './session';

const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('parley.session');

/** The session of this tab. */
export const session = new Session({
  refresh: authApi.refresh,
  logout: authApi.logout,
  exclusively: (work) => ('locks' in navigator ? navigator.locks.request('parley.refresh', work) : work()),
  tell: (message) => tabs?.postMessage(message),
  listen: (listener) => tabs?.addEventListener('message', (event: MessageEvent<TabMessage>) => listener(event.data)),
  remembered: rememberedUser,
  remember: rememberUser,
  now: () => Date.now(),
});
