/** Why something could not be said when its time came, and what to do. */
export function failureText(code: string): string {
  return TEXTS[code] ?? 'Give it another time to try again.';
}

const TEXTS: Readonly<Record<string, string>> = {
  ROOM_NOT_FOUND: 'The room is gone, or you are not in it any more.',
  NOT_A_MEMBER: 'You are not in this room any more. Join it, then give it another time.',
  PERMISSION_DENIED: 'Your role may not write in this room any more.',
  ROOM_ARCHIVED: 'The room is archived. Once it is restored, give it another time.',
  MUTED: 'You were muted in this room. Give it a time at which you may speak again.',
  PERSON_BLOCKED: 'You blocked this person. Unblock them, then give it another time.',
  CANNOT_MESSAGE: 'This person takes no messages from you.',
  MESSAGE_NOT_FOUND: 'What it replies to is gone.',
  MESSAGE_DELETED: 'What it replies to was deleted.',
};
