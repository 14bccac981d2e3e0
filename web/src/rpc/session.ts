import type { AuthSession } from '@/gen/parley/v1/auth_pb';
import type { User } from '@/gen/parley/v1/users_pb';
import { Problem, toProblem } from './problem';

/** Exactly one of these holds for a tab at any time. */
export type SessionState =
  | { readonly kind: 'restoring' }
  | { readonly kind: 'unreachable'; readonly problem: Problem }
  | { readonly kind: 'signedOut'; readonly ended: boolean }
  | { readonly kind: 'signedIn'; readonly user: User };

/** What tabs of one browser tell each other. */
export type TabMessage =
  | { readonly kind: 'refreshed'; readonly user: User; readonly accessToken: string; readonly expiresAt: number }
  | { readonly kind: 'signedOut' };

/** What the session needs of the world; tests bring their own. */
export interface SessionPorts {
  refresh(): Promise<AuthSession>;
  logout(): Promise<void>;
  /** Runs `work` while no other tab does. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): void;
  /** Who was signed in when this browser was last used here; null where nobody was. */
  remembered(): User | null;
  remember(user: User | null): void;
  now(): number;
}

interface Token {
  readonly value: string;
  readonly expiresAt: number;
}

/** An access token is exchanged this long before it expires. */
const EARLY_MS = 60_000;

/**
 * The signed-in person of this browser. The access token lives here, in memory only; the refresh token is a cookie that
 * scripts cannot read. However many callers and tabs want a new token at once, one exchange happens.
 */
export class Session {
  #state: SessionState = { kind: 'restoring' };
  #token: Token | null = null;
  #refreshing: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #tokenListeners = new Set<(accessToken: string) => void>();

  constructor(private readonly ports: SessionPorts) {
    ports.listen((message) => this.#hear(message));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SessionState => this.#state;

  /** Calls `listener` with each new access token. */
  onToken(listener: (accessToken: string) => void): () => void {
    this.#tokenListeners.add(listener);
    return () => this.#tokenListeners.delete(listener);
  }

  /**
   * Takes up the session that the browser's cookie holds, if it holds one. Whoever was signed in before is taken to be so
   * until the server says otherwise, so that what this device keeps of them is there without a network.
   */
  async restore(): Promise<void> {
    const user = this.ports.remembered();
    this.#become(user === null ? { kind: 'restoring' } : { kind: 'signedIn', user });
    try {
      await this.#refresh();
    } catch {
      // The state says what came of it.
    }
  }

  /** Begins the session that a sign-in or registration answered with. */
  begin(session: AuthSession): void {
    this.#adopt(session);
  }

  updateUser(user: User): void {
    if (this.#state.kind !== 'signedIn') return;
    this.ports.remember(user);
    this.#become({ kind: 'signedIn', user });
  }

  /** A token with at least some seconds to live. Throws a `Problem` where there is none to be had. */
  async accessToken(): Promise<string> {
    if (this.#token === null || this.#token.expiresAt - this.ports.now() < 5_000) await this.#refresh();
    return this.#current();
  }

  /** A token other than `refused`, which the server no longer takes. */
  async accessTokenAfter(refused: string): Promise<string> {
    if (this.#token?.value === refused) await this.#refresh();
    return this.#current();
  }

  /** Runs `call` with a token, and once more with the next one if the server refuses the first. */
  async withToken<T>(call: (accessToken: string) => Promise<T>): Promise<T> {
    const token = await this.accessToken();
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'UNAUTHENTICATED') throw error;
      return await call(await this.accessTokenAfter(token));
    }
  }

  /** Ends the session here, in the other tabs, and on the server. Throws when the server could not be told. */
  async end(): Promise<void> {
    await this.ports.logout();
    this.ports.tell({ kind: 'signedOut' });
    this.#signOut(false);
  }

  #current(): string {
    if (this.#token === null) throw new Problem('UNAUTHENTICATED', 401, 'Sign in first.', false);
    return this.#token.value;
  }

  #refresh(): Promise<void> {
    this.#refreshing ??= this.#refreshOnce(this.#token).finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #refreshOnce(stale: Token | null): Promise<void> {
    try {
      await this.ports.exclusively(async () => {
        // While this tab waited its turn, another may have told it a newer token.
        if (this.#token !== stale && this.#token !== null) return;
        this.#adopt(await this.ports.refresh());
      });
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status === 401) {
        this.#signOut(this.#state.kind === 'signedIn');
      } else if (this.#state.kind === 'restoring') {
        this.#become({ kind: 'unreachable', problem });
      } else {
        this.#schedule(15_000);
      }
      throw problem;
    }
  }

  #adopt(session: AuthSession): void {
    if (session.user === undefined) throw new Problem('INTERNAL', 200, 'The server named no user.', false);
    const message = {
      kind: 'refreshed',
      user: session.user,
      accessToken: session.accessToken,
      expiresAt: this.ports.now() + session.expiresIn * 1000,
    } as const;
    this.#take(message);
    this.ports.tell(message);
  }

  #take({ user, accessToken, expiresAt }: Extract<TabMessage, { kind: 'refreshed' }>): void {
    this.#token = { value: accessToken, expiresAt };
    this.#schedule(Math.max(expiresAt - this.ports.now() - EARLY_MS, 1_000));
    this.ports.remember(user);
    this.#become({ kind: 'signedIn', user });
    for (const listener of this.#tokenListeners) listener(accessToken);
  }

  #hear(message: TabMessage): void {
    if (message.kind === 'refreshed') this.#take(message);
    else this.#signOut(false);
  }

  #signOut(ended: boolean): void {
    clearTimeout(this.#timer);
    this.#token = null;
    this.ports.remember(null);
    this.#become({ kind: 'signedOut', ended });
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#refresh().catch(() => undefined);
    }, delay);
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
