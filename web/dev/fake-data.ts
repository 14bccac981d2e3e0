import { randomUUID } from 'node:crypto';

export interface FakeUser {
  id: string;
  username: string;
  displayName: string;
  email: string;
  password: string;
  createTime: string;
  userSeq: number;
  userLog: { userSeq: number; change: Record<string, unknown> }[];
}

export interface FakeRoom {
  id: string;
  name: string;
  topic: string;
  visibility: 'PUBLIC' | 'PRIVATE';
  owner: string;
  createTime: string;
  members: Map<string, string>;
  /** Read position by user id. */
  read: Map<string, number>;
  /** Event at index i has seq i + 1. */
  log: { createTime: string; change: Record<string, unknown> }[];
}

export const PASSWORD = 'correct horse battery';

const PEOPLE = [
  ['ada', 'Ada Lovelace'],
  ['grace', 'Grace Hopper'],
  ['margaret', 'Margaret Hamilton'],
  ['dennis', 'Dennis Ritchie'],
  ['radia', 'Radia Perlman'],
  ['edsger', 'Edsger Dijkstra'],
  ['katherine', 'Katherine Johnson'],
  ['tim', 'Tim Berners-Lee'],
] as const;

const TALK: readonly (readonly [string, string])[] = [
  ['grace', 'Morning all. The release candidate is on staging, and the numbers look good.'],
  ['grace', 'Cold start is down to 1.8 s. I did not expect that much from one change.'],
  ['margaret', 'Very nice! Did you keep the full flush on commit?'],
  ['grace', 'Of course. The flush stays on, always. We only stopped reading the same file twice.'],
  ['dennis', 'Write-up is here if anyone wants the long version: https://example.com/notes/cold-start'],
  ['ada', 'Reading it now. The diagram on page two explains the whole thing better than my talk did.'],
  [
    'radia',
    'Small thing from support: two people asked how to move a room to another installation.\n\nI answered:\n1. export on the old one\n2. import on the new one\n3. tell people to sign in again',
  ],
  ['radia', 'Maybe that belongs in the guide?'],
  ['ada', 'Yes, please. I will review it.'],
  [
    'edsger',
    'Simplicity is a great virtue but it requires hard work to achieve it and education to appreciate it. And to make matters worse: complexity sells better.',
  ],
  ['katherine', 'I checked the trajectory by hand. It holds to the last digit 🚀'],
  ['margaret', 'Then we ship on Thursday.'],
  ['dennis', '👍'],
];

export function seedUsers(): FakeUser[] {
  return PEOPLE.map(([username, displayName]) => ({
    id: randomUUID(),
    username,
    displayName,
    email: `${username}@example.com`,
    password: PASSWORD,
    createTime: new Date(Date.now() - 90 * 86_400_000).toISOString(),
    userSeq: 0,
    userLog: [],
  }));
}

export function seedRooms(users: FakeUser[], busyMessages: number): FakeRoom[] {
  const by = new Map(users.map((user) => [user.username, user]));
  const room = (
    name: string,
    topic: string,
    members: string[],
    visibility: FakeRoom['visibility'] = 'PUBLIC',
  ): FakeRoom => ({
    id: randomUUID(),
    name,
    topic,
    visibility,
    owner: by.get(members[0] ?? 'ada')?.id ?? '',
    createTime: new Date(Date.now() - 60 * 86_400_000).toISOString(),
    members: new Map(members.map((member) => [by.get(member)?.id ?? '', new Date().toISOString()])),
    read: new Map(),
    log: [],
  });
  const say = (target: FakeRoom, username: string, text: string, time: number) => {
    const { id, displayName } = by.get(username) ?? { id: '', displayName: '' };
    const createTime = new Date(time).toISOString();
    const message = {
      id: randomUUID(),
      roomId: target.id,
      seq: String(target.log.length + 1),
      sender: { id, username, displayName },
      text,
      createTime,
      clientId: randomUUID(),
      ordinal: String(target.log.length + 1),
      changeSeq: String(target.log.length + 1),
      mentions: [],
      mentionsEveryone: false,
    };
    target.log.push({ createTime, change: { messageCreated: message } });
  };
  const everyone = PEOPLE.map(([username]) => username);
  const general = room('general', 'Everything that concerns all of us', [...everyone]);
  const yesterday = Date.now() - 86_400_000;
  TALK.slice(0, 6).forEach(([who, text], index) => say(general, who, text, yesterday + index * 110_000));
  TALK.slice(6).forEach(([who, text], index) => say(general, who, text, Date.now() - 1_500_000 + index * 140_000));
  const busy = room('engine-room', 'Builds, deploys, and what broke', ['margaret', 'ada', 'grace', 'dennis', 'radia']);
  const start = Date.now() - busyMessages * 97_000;
  for (let index = 0; index < busyMessages; index++) {
    const [who, text] = TALK[(index * 7) % TALK.length] ?? ['ada', ''];
    const sender = busy.members.has(by.get(who)?.id ?? '') ? who : 'dennis';
    say(busy, sender, `${text} (no. ${index + 1})`, start + index * 97_000);
  }
  const design = room('design', 'Shapes, words and colours', ['katherine', 'ada', 'tim']);
  say(design, 'tim', 'A first sketch of the new start page is in the folder.', Date.now() - 7_200_000);
  const board = room('board', 'Quarterly planning', ['ada', 'grace'], 'PRIVATE');
  say(board, 'grace', 'Numbers by Friday, please.', Date.now() - 86_400_000 * 3);
  const open = [
    ['coffee', 'Beans, grinders, and who makes the next pot'],
    ['gardening', 'Tomatoes mostly'],
    ['help-desk', 'Ask anything about the installation'],
    ['reading-group', 'This month: The Mythical Man-Month'],
    ['running', ''],
  ].map(([name = '', topic = '']) => room(name, topic, ['tim', 'radia', 'katherine']));
  const all = [general, busy, design, board, ...open];
  for (const { members, read, log } of all) for (const userId of members.keys()) read.set(userId, log.length);
  return all;
}
