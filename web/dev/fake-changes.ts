type Json = Record<string, unknown>;

/** A message as the fake server keeps it: as it stands now. */
interface FakeMessage extends Json {
  id: string;
  seq: string;
  text: string;
  changeSeq?: string;
  editTime?: string;
  editCount?: number;
  deleted?: boolean;
  reactions?: { emoji: string; count: string; userIds: string[] }[];
  edits?: Json[];
}

interface Log {
  readonly log: { change: Json }[];
}

/** Edits, deletes and reactions in the fake server. Answers undefined where the path is none of theirs. */
export function changeMessage(
  room: Log,
  person: Json & { id: string },
  method: string,
  path: string,
  body: Json,
  append: (change: Json) => void,
): Json | undefined {
  const match = /^\/messages\/([^/]+)(?:\/(edits|reactions)(?:\/(.+))?)?$/.exec(path);
  if (match === null) return undefined;
  const message = room.log
    .map(({ change }) => change.messageCreated as FakeMessage | undefined)
    .find((each) => each?.id === match[1]);
  if (message === undefined) return undefined;
  const next = String(room.log.length + 1);
  if (match[2] === 'edits') return { edits: [...(message.edits ?? [])].reverse() };
  if (match[2] === 'reactions') {
    const emoji = decodeURIComponent(match[3] ?? '');
    const userIds = message.reactions?.find((each) => each.emoji === emoji)?.userIds ?? [];
    if (userIds.includes(person.id) === (method === 'PUT')) return message;
    const now = method === 'PUT' ? [...userIds, person.id] : userIds.filter((id) => id !== person.id);
    const others = (message.reactions ?? []).filter((each) => each.emoji !== emoji);
    message.reactions = now.length === 0 ? others : [...others, { emoji, count: String(now.length), userIds: now }];
    message.changeSeq = next;
    const change = { messageId: message.id, messageSeq: message.seq, emoji, person };
    append(method === 'PUT' ? { reactionAdded: change } : { reactionRemoved: change });
  } else if (method === 'PATCH') {
    const time = new Date().toISOString();
    message.edits = [...(message.edits ?? []), { person, time, formerText: message.text }];
    Object.assign(message, { text: body.text, changeSeq: next, editTime: time, editCount: message.edits.length });
    append({ messageEdited: { message: { ...message } } });
  } else if (method === 'DELETE') {
    delete message.editTime;
    const gone = { text: '', mentions: [], mentionsEveryone: false, edits: [], editCount: 0, reactions: [] };
    Object.assign(message, { ...gone, changeSeq: next, deleted: true });
    append({ messageDeleted: { message: { ...message }, person } });
  }
  return message;
}
