import { messagePath } from './messagePath';
import type { Message, MessagePlace } from './model';

/** Of a longer message, as much is quoted. */
const LONGEST = 600;
const CODE = /(```[\s\S]*?```|`[^`\n]*`)/u;

/** Where a message is to be found. */
export function linkTo(message: MessagePlace): string {
  return `${window.location.origin}${messagePath(message)}`;
}

/** A message as a quotation: who said it, with the way to it, and what. Whom it mentions is not mentioned again. */
export function quoteOf(message: Message, longest = LONGEST): string {
  const { sender, text } = message;
  const who = `[${sender.displayName.replace(/[\\[\]*_`~|<>]/gu, '\\$&')}](${linkTo(message)}):`;
  const characters = Array.from(text);
  const said = characters.length > longest ? `${characters.slice(0, longest).join('').trimEnd()}…` : text;
  return [who, ...withoutNames(said).split('\n')].map((line) => `> ${line}`.trimEnd()).join('\n');
}

/** With a backslash, a name is only text; in code it is anyway. */
function withoutNames(text: string): string {
  return text
    .split(CODE)
    .map((part, index) => (index % 2 === 0 ? part.replace(/@(?=[A-Za-z0-9])/gu, '\\@') : part))
    .join('');
}
