import { countCharacters } from '@/rpc/characters';
import { MAX_MESSAGE_LENGTH } from './model';

/** Half of a surrogate pair, and control characters other than tab and line feed: the server takes neither. */
// eslint-disable-next-line no-control-regex
const UNSENDABLE = /[\p{Surrogate}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/** The text as it is sent: line ends as line feeds, without what cannot be sent, and without white space around it. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSENDABLE, '').trim();
}

/** How many more characters the message may have; negative when it has too many. Counted as the server counts. */
export function charactersLeft(text: string): number {
  return MAX_MESSAGE_LENGTH - countCharacters(text);
}
