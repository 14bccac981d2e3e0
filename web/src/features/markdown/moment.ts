import type { MarkdownIt } from 'markdown-it';

const MOMENT = /<time:(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))>/y;

/** `<time:2026-12-01T15:00Z>`, a time that everybody sees by their own clock; written as in Zulip. */
export function moment(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('autolink', 'moment', (state, silent) => {
    MOMENT.lastIndex = state.pos;
    const [written = '', text = ''] = MOMENT.exec(state.src) ?? [];
    const end = state.pos + written.length;
    const time = Date.parse(text);
    if (written === '' || end > state.posMax || Number.isNaN(time)) return false;
    if (!silent) state.push('moment', 'time', 0).content = String(time);
    state.pos = end;
    return true;
  });
}

/** How such a time is written, to the minute. */
export function writeMoment(time: number): string {
  return `<time:${new Date(time).toISOString().slice(0, 16)}Z>`;
}
