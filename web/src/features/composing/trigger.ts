/** What is being written that can be completed: a name, a room, an emoji or a command. */
export interface Trigger {
  readonly mark: '@' | '#' | ':' | '/';
  /** What stands after the mark. */
  readonly query: string;
  /** Where the mark is. */
  readonly start: number;
  /** Where the query ends. */
  readonly end: number;
}

const MARKED = /(?<![\p{L}\p{N}_.@/+-])([@#:])([\p{L}\p{N}._+-]{0,32})$/u;

const COMMAND = /^\/([a-z0-9-]{0,32})$/;

/** What stands before the caret and can be completed, if something does; within code nothing is. */
export function findTrigger(text: string, caret: number, commands = false): Trigger | null {
  const before = text.slice(0, caret);
  const command = commands ? COMMAND.exec(before)?.[1] : undefined;
  if (command !== undefined) return { mark: '/', query: command, start: 0, end: caret };
  const match = MARKED.exec(before);
  if (match === null || isCode(before)) return null;
  const [, mark, query] = match as unknown as [string, Trigger['mark'], string];
  // A colon and a letter may well be a smiley.
  if (mark === ':' && query.length < 2) return null;
  return { mark, query, start: match.index, end: caret };
}

/** Whether a text ends within a block of code that has begun. */
export function isInCodeBlock(before: string): boolean {
  return before.split('```').length % 2 === 0;
}

/** Whether a text ends within code that has begun. */
function isCode(before: string): boolean {
  const fences = before.split('```');
  return isInCodeBlock(before) || ((fences.at(-1) ?? '').split('\n').at(-1) ?? '').split('`').length % 2 === 0;
}
