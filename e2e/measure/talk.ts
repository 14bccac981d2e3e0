import { Api } from '../support/api.ts';
import type { Person } from '../support/person.ts';
import type { LiveLine } from './liveLine.ts';
import { until } from './pace.ts';

const AT_ONCE = 16;

/** What people say, in the mixture in which they say it: mostly a line, sometimes a list, code, a quote, or a long text. */
const SAYINGS = [
  'Morning!',
  'Did anybody look at the numbers of last night? They are **twice** what they were on Monday.',
  'I did. It is the import, it reads every file again.',
  'Could we keep a hash of each?\n\n- of the content, not of the name\n- and of the settings, as those change what comes out\n- in the same table',
  'Sure :+1:',
  '> they are twice what they were\n\nNot for long, see https://example.org/reports/2026/11 for what I mean.',
  '```java\nvar hash = MessageDigest.getInstance("SHA-256");\nfor (Path file : files) hash.update(Files.readAllBytes(file));\n```',
  'That would read them again, though. `lastModified` and the size are enough to know that nothing changed, and where they did change a second look costs little: most of our files are a few kilobytes, and the few large ones are written once and never touched again.',
  'Agreed.',
  '| what | before | after |\n|---|---|---|\n| files | 12,000 | 40 |\n| seconds | 95 | 1 |',
];

/** What is said for the so-manieth time; no two alike. */
export function saying(number: number): string {
  return `${SAYINGS[number % SAYINGS.length] ?? ''}${number % 10 === 6 || number % 10 === 9 ? '\n\n' : ' '}(${number})`;
}

/** Has somebody say many things in a room, as fast as the server takes them. */
export async function talk(url: string, speaker: Person, roomId: string, count: number): Promise<void> {
  const api = await Api.logIn(url, speaker.account);
  let next = 1;
  const one = async () => {
    while (next <= count) await api.say(roomId, saying(next++));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Has things said at a rate, each when it is due, whether the answers come or not. Ends when all are acknowledged. */
export async function talkAtRate(
  line: LiveLine,
  roomIds: readonly string[],
  rate: number,
  seconds: number,
): Promise<number> {
  const count = Math.round(rate * seconds);
  const begun = performance.now();
  const answered = line.acknowledged(count);
  for (let number = 1; number <= count; number++) {
    await until(begun + (number * 1_000) / rate);
    line.say(roomIds[number % roomIds.length] ?? '', saying(number));
  }
  await answered;
  return count;
}
