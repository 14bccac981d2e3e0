import type { MarkdownIt, StateInline } from 'markdown-it';

const BAR = '|'.charCodeAt(0);

/** What no rule begins with: the parser's own expression takes bars for that, too. */
const PLAIN = /[^\n!#$%&*+\-:<=>@[\\\]^_`{|}~]+/y;

/** `||what is hidden until somebody wants to see it||`, within one paragraph. */
export function spoiler(markdown: MarkdownIt): void {
  markdown.inline.ruler.at('text', (state, silent) => {
    PLAIN.lastIndex = state.pos;
    const plain = PLAIN.exec(state.src)?.[0].slice(0, state.posMax - state.pos) ?? '';
    if (!silent) state.pending += plain;
    state.pos += plain.length;
    return plain !== '';
  });
  markdown.inline.ruler.before('emphasis', 'spoiler', (state, silent) => {
    const start = state.pos;
    // Spaces inside, as in `a || b || c`, are those of a program.
    if (!isMark(state, start) || isSpace(state, start + 2)) return false;
    const end = findEnd(state, start + 2);
    if (end < 0) return false;
    if (!silent) {
      const { posMax } = state;
      state.push('spoiler_open', '', 1).markup = '||';
      state.pos = start + 2;
      state.posMax = end;
      state.md.inline.tokenize(state);
      state.push('spoiler_close', '', -1).markup = '||';
      state.posMax = posMax;
    }
    state.pos = end + 2;
    return true;
  });
}

function isMark(state: StateInline, at: number): boolean {
  return state.src.charCodeAt(at) === BAR && state.src.charCodeAt(at + 1) === BAR;
}

function isSpace(state: StateInline, at: number): boolean {
  return /\s/u.test(state.src.charAt(at));
}

/** Where the next mark begins after something to hide; -1 where there is none. Code keeps its bars. */
function findEnd(state: StateInline, from: number): number {
  const before = state.pos;
  let end = -1;
  state.pos = from;
  while (state.pos + 1 < state.posMax) {
    if (isMark(state, state.pos) && !isSpace(state, state.pos - 1)) {
      if (state.pos > from) end = state.pos;
      break;
    }
    state.md.inline.skipToken(state);
  }
  state.pos = before;
  return end;
}
