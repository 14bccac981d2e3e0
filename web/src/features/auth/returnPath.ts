/** Where to go after signing in: back to the page that asked for it, if it is one of ours. */
export function returnPath(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === 'string' && from.startsWith('/') && !from.startsWith('//') ? from : '/rooms';
}

/** By which invitation somebody signs in or up, having said that they want to join. */
export interface Invited {
  readonly token: string;
  /** Whether who signs up by it becomes a guest. */
  readonly guest: boolean;
  /** Who invites to what, in a sentence. */
  readonly by: string;
}

export function invitedTo(state: unknown): Invited | null {
  return (state as { invited?: Invited } | null)?.invited ?? null;
}
