import MarkdownIt, { type Token } from 'markdown-it';
import { moment } from './moment';
import { splitNames } from './names';
import { spoiler } from './spoiler';
import type { Align, Block, Inline, ListItem } from './tree';

/** Deeper quotes and lists are text. */
const MAX_NESTING = 12;
/** A text that falls apart into more than this is shown as it was written: only bombs do. */
const MAX_PARTS = 4_000;
const MAX_REMEMBERED = 2_000;

const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: MAX_NESTING });
// What stands for something else (definitions, entities), what is fetched (pictures), and what people write without meaning
// it (indented code, a line under a line) is text.
markdown.disable(['reference', 'code', 'lheading', 'image', 'entity', 'html_block', 'html_inline'], true);
markdown.use(spoiler);
markdown.use(moment);
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = isLink;
markdown.normalizeLinkText = (address) => address;

const remembered = new Map<string, readonly Block[]>();

/**
 * What a message says, as a tree: GitHub's Markdown as far as people type it in a chat, in which a line that ends ends, and
 * spoilers. Takes a bounded time and answers a bounded tree, whatever the text.
 */
export function parse(text: string): readonly Block[] {
  const before = remembered.get(text);
  if (before !== undefined) return before;
  const blocks = build(text);
  if (remembered.size >= MAX_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(text, blocks);
  return blocks;
}

/** Where a link may lead: never `javascript:` or the like. */
function isLink(address: string): boolean {
  return /^(?:https?:\/\/|mailto:)/iu.test(address) && URL.canParse(address);
}

function build(text: string): readonly Block[] {
  if (cells(text) > MAX_PARTS) return [{ kind: 'paragraph', children: asWritten(text) }];
  const tokens = markdown.parse(text, {});
  const parts = tokens.reduce((sum, { children }) => sum + 1 + (children?.length ?? 0), 0);
  return parts > MAX_PARTS ? [{ kind: 'paragraph', children: asWritten(text) }] : new Reader(tokens).blocks();
}

/** The most cells that a text may be cut into: each line after the one that rules a table has as many as that. */
function cells(text: string): number {
  const lines = text.split('\n');
  const rules = lines.filter((line) => line.includes('-') && /^[ \t|:-]+$/u.test(line));
  return Math.max(0, ...rules.map((rule) => rule.split('|').length)) * lines.length;
}

function asWritten(text: string): Inline[] {
  return text.split('\n').flatMap((line, index): Inline[] => {
    const said: Inline = { kind: 'text', text: line };
    return index === 0 ? [said] : [{ kind: 'break' }, said];
  });
}

/** Reads tokens, which come as opening and closing ones, into a tree. */
class Reader {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  blocks(until?: string): Block[] {
    const blocks: Block[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) {
      const block = this.#block(token);
      if (block !== null) blocks.push(block);
    }
    return blocks;
  }

  #next(): Token | undefined {
    return this.tokens[this.#at++];
  }

  #block(token: Token): Block | null {
    switch (token.type) {
      case 'paragraph_open':
        return { kind: 'paragraph', children: this.#line() };
      case 'heading_open':
        return { kind: 'heading', level: Number(token.tag.slice(1)), children: this.#line() };
      case 'blockquote_open':
        return { kind: 'quote', blocks: this.blocks('blockquote_close') };
      case 'bullet_list_open':
        return { kind: 'list', start: null, items: this.#items('bullet_list_close') };
      case 'ordered_list_open':
        return { kind: 'list', start: Number(token.attrGet('start') ?? 1), items: this.#items('ordered_list_close') };
      case 'fence':
        return {
          kind: 'code',
          language: token.info.trim().split(/\s/u)[0] ?? '',
          text: token.content.replace(/\n$/u, ''),
        };
      case 'table_open':
        return this.#table();
      case 'hr':
        return { kind: 'rule' };
      default:
        return null;
    }
  }

  /** The one inline token of a block, and the end of the block. */
  #line(): readonly Inline[] {
    const inline = this.#next();
    this.#at++;
    return new InlineReader(inline?.children ?? []).children();
  }

  #items(until: string): ListItem[] {
    const items: ListItem[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) {
      items.push(toDo(this.blocks('list_item_close')));
    }
    return items;
  }

  #table(): Block {
    const align: Align[] = [];
    const rows: (readonly Inline[])[][] = [];
    for (let token = this.#next(); token !== undefined && token.type !== 'table_close'; token = this.#next()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      if (token.type === 'th_open')
        align.push(/(left|center|right)/u.exec(String(token.attrGet('style')))?.[0] as Align);
      rows.at(-1)?.push(this.#line());
    }
    return { kind: 'table', align, head: rows[0] ?? [], rows: rows.slice(1) };
  }
}

/** `[ ] ` or `[x] ` at the beginning of an item says whether it is done. */
function toDo(blocks: readonly Block[]): ListItem {
  const [first, ...others] = blocks;
  const begin = first?.kind === 'paragraph' ? first.children[0] : undefined;
  const mark = begin?.kind === 'text' ? /^\[([ xX])\] /u.exec(begin.text) : null;
  if (first?.kind !== 'paragraph' || begin?.kind !== 'text' || mark === null) return { done: null, blocks };
  const children: Inline[] = [{ kind: 'text', text: begin.text.slice(mark[0].length) }, ...first.children.slice(1)];
  return { done: mark[1] !== ' ', blocks: [{ kind: 'paragraph', children }, ...others] };
}

class InlineReader {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  children(until?: string, linked = false): Inline[] {
    const children: Inline[] = [];
    for (
      let token = this.tokens[this.#at++];
      token !== undefined && token.type !== until;
      token = this.tokens[this.#at++]
    ) {
      children.push(...this.#inline(token, linked));
    }
    return children;
  }

  #inline(token: Token, linked: boolean): Inline[] {
    switch (token.type) {
      case 'text':
      case 'text_special':
        return linked ? [{ kind: 'text', text: token.content }] : splitNames(token.content);
      case 'softbreak':
      case 'hardbreak':
        return [{ kind: 'break' }];
      case 'code_inline':
        return [{ kind: 'code', text: token.content }];
      case 'moment':
        return [{ kind: 'time', time: Number(token.content) }];
      case 'strong_open':
        return [{ kind: 'strong', children: this.children('strong_close', linked) }];
      case 'em_open':
        return [{ kind: 'emphasis', children: this.children('em_close', linked) }];
      case 's_open':
        return [{ kind: 'strike', children: this.children('s_close', linked) }];
      case 'spoiler_open':
        return [{ kind: 'spoiler', children: this.children('spoiler_close', linked) }];
      case 'link_open':
        return [{ kind: 'link', href: String(token.attrGet('href')), children: this.children('link_close', true) }];
      default:
        return [{ kind: 'text', text: token.content }];
    }
  }
}
