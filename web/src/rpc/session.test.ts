import { create } from '@bufbuild/protobuf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthSessionSchema, type AuthSession } from '@/gen/parley/v1/auth_pb';
import type { User } from '@/gen/parley/v1/users_pb';
import { Problem } from './problem';
import { Session, type TabMessage } from './session';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ENDED = new Problem('SESSION_ENDED', 401, 'Sign in again.', false);

function answer(accessToken: string): AuthSession {
  return create(AuthSessionSchema, { user: { id: 'u', username: 'ada' }, accessToken, expiresIn: 600 });
}

/** Tabs of one browser, over one server. */
function browser() {
  let exchanged = 0;
  const refresh = vi.fn(() => Promise.resolve(answer(`t${++exchanged}`)));
  const logout = vi.fn(() => Promise.resolve());
  const listeners: ((message: TabMessage) => void)[] = [];
  let lock: Promise<unknown> = Promise.resolve();
  let remembered: User | null = null;
  const tab = () => {
    let own: ((message: TabMessage) => void) | undefined;
    return new Session({
      refresh,
      logout,
      exclusively: (work) => {
        const turn = lock.then(work, work);
        lock = turn.catch(() => undefined);
        return turn;
      },
      tell: (message) => listeners.filter((listener) => listener !== own).forEach((listener) => listener(message)),
      listen: (listener) => listeners.push((own = listener)),
      remembered: () => remembered,
      remember: (user) => (remembered = user),
      now: () => Date.now(),
    });
  };
  return { tab, refresh, logout, remembered: () => remembered };
}

describe('the session', () => {
  it('is restored from the cookie', async () => {
    const { tab } = browser();
    const session = tab();
    expect(session.state().kind).toBe('restoring');
    await session.restore();
    expect(session.state()).toMatchObject({ kind: 'signedIn', user: { username: 'ada' } });
    expect(await session.accessToken()).toBe('t1');
  });

  it('is signed out when there is no session to restore', async () => {
    const { tab, refresh } = browser();
    refresh.mockRejectedValueOnce(ENDED);
    const session = tab();
    await session.restore();
    expect(session.state()).toEqual({ kind: 'signedOut', ended: false });
  });

  it('is unreachable, not signed out, when the server does not answer', async () => {
    const { tab, refresh } = browser();
    refresh.mockRejectedValueOnce(Problem.offline());
    const session = tab();
    await session.restore();
    expect(session.state().kind).toBe('unreachable');
    await session.restore();
    expect(session.state().kind).toBe('signedIn');
  });

  it('takes whoever was here before to be signed in, also without a network', async () => {
    const { tab, refresh } = browser();
    await tab().restore();
    refresh.mockRejectedValue(Problem.offline());
    const reloaded = tab();
    const restored = reloaded.restore();
    expect(reloaded.state()).toMatchObject({ kind: 'signedIn', user: { username: 'ada' } });
    await restored;
    expect(reloaded.state().kind).toBe('signedIn');
    await expect(reloaded.accessToken()).rejects.toMatchObject({ code: 'OFFLINE' });
    refresh.mockResolvedValue(answer('t9'));
    expect(await reloaded.accessToken()).toBe('t9');
  });

  it('says that the session of whoever was here before has ended, and forgets them', async () => {
    const { tab, refresh, remembered } = browser();
    await tab().restore();
    refresh.mockRejectedValueOnce(ENDED);
    const reloaded = tab();
    await reloaded.restore();
    expect(reloaded.state()).toEqual({ kind: 'signedOut', ended: true });
    expect(remembered()).toBeNull();
  });

  it('exchanges the token once, however many ask', async () => {
    const { tab, refresh } = browser();
    const session = tab();
    const tokens = await Promise.all([session.accessToken(), session.accessToken(), session.accessToken()]);
    expect(tokens).toEqual(['t1', 't1', 't1']);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('exchanges the token once for all tabs', async () => {
    const { tab, refresh } = browser();
    const [one, two] = [tab(), tab()];
    expect(await Promise.all([one.accessToken(), two.accessToken()])).toEqual(['t1', 't1']);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('exchanges the token a minute before it expires, and tells those who use it', async () => {
    const { tab, refresh } = browser();
    const session = tab();
    const heard = vi.fn();
    await session.restore();
    session.onToken(heard);
    await vi.advanceTimersByTimeAsync(539_999);
    expect(refresh).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(refresh).toHaveBeenCalledTimes(2);
    expect(heard).toHaveBeenCalledWith('t2');
  });

  it('repeats a refused call once with the next token', async () => {
    const { tab } = browser();
    const session = tab();
    await session.restore();
    const refused = new Problem('UNAUTHENTICATED', 401, 'Expired.', false);
    const call = vi.fn((token: string) => (token === 't1' ? Promise.reject(refused) : Promise.resolve(token)));
    expect(await session.withToken(call)).toBe('t2');
    const never = vi.fn(() => Promise.reject(refused));
    await expect(session.withToken(never)).rejects.toBe(refused);
    expect(never).toHaveBeenCalledTimes(2);
  });

  it('does not exchange the token because a password was wrong', async () => {
    const { tab, refresh } = browser();
    const session = tab();
    await session.restore();
    const wrong = new Problem('WRONG_CREDENTIALS', 401, 'Wrong.', false);
    await expect(session.withToken(() => Promise.reject(wrong))).rejects.toBe(wrong);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('ends where the server says so, and says that it has ended', async () => {
    const { tab, refresh } = browser();
    const session = tab();
    await session.restore();
    refresh.mockRejectedValueOnce(ENDED);
    await vi.advanceTimersByTimeAsync(540_000);
    expect(session.state()).toEqual({ kind: 'signedOut', ended: true });
  });

  it('outlives a server that is away when the token is due', async () => {
    const { tab, refresh } = browser();
    const session = tab();
    await session.restore();
    refresh.mockRejectedValueOnce(Problem.offline());
    await vi.advanceTimersByTimeAsync(540_000);
    expect(session.state().kind).toBe('signedIn');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await session.accessToken()).toBe('t2');
  });

  it('signs every tab in and out together', async () => {
    const { tab } = browser();
    const [one, two] = [tab(), tab()];
    one.begin(answer('fresh'));
    expect(two.state().kind).toBe('signedIn');
    await two.end();
    expect(one.state()).toEqual({ kind: 'signedOut', ended: false });
  });

  it('stays when the server could not be told of the end', async () => {
    const { tab, logout } = browser();
    const session = tab();
    await session.restore();
    logout.mockRejectedValueOnce(Problem.offline());
    await expect(session.end()).rejects.toThrow();
    expect(session.state().kind).toBe('signedIn');
  });
});
