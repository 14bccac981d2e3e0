/** Where to go after signing in: back to the page that asked for it, if it is one of ours. */
export function returnPath(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === 'string' && from.startsWith('/') && !from.startsWith('//') ? from : '/rooms';
}

/** The secret of the invitation for guests by which somebody signs up; empty for everybody else. */
export function guestInvitation(state: unknown): string {
  const token = (state as { guestInvitation?: unknown } | null)?.guestInvitation;
  return typeof token === 'string' ? token : '';
}
