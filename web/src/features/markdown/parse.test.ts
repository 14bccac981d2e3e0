import { describe, expect, it } from 'vitest';
import { parse } from './parse';
import { plainText, type Block, type Inline } from './tree';

/** The tree in short: `strong(text)`. */
function short(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'paragraph':
          return `p(${inline(block.children)})`;
        case 'heading':
          return `h${block.level}(${inline(block.children)})`;
        case 'quote':
          return `quote(${short(block.blocks)})`;
        case 'list':
          return `list${block.start ?? ''}(${block.items
            .map(({ done, blocks: said }) => `${done === null ? '' : done ? 'x ' : '_ '}${short(said)}`)
            .join(', ')})`;
        case 'code':
          return `code ${block.language}(${block.text})`;
        case 'table':
          return `table ${block.align.join()}(${[block.head, ...block.rows].map((row) => row.map(inline).join('|')).join(', ')})`;
        case 'rule':
          return 'rule';
      }
    })
    .join(' ');
}

function inline(children: readonly Inline[]): string {
  return children
    .map((child) => {
      if (child.kind === 'text') return child.text;
      if (child.kind === 'break') return '/';
      if (child.kind === 'code') return `code(${child.text})`;
      if (child.kind === 'name') return `name(${child.username})`;
      if (child.kind === 'time') return `time(${new Date(child.time).toISOString()})`;
      if (child.kind === 'link') return `link ${child.href}(${inline(child.children)})`;
      return `${child.kind}(${inline(child.children)})`;
    })
    .join('');
}

const read = (text: string) => short(parse(text));

describe('what people type', () => {
  it.each([
    ['one line\nand another\n\nand a new thought', 'p(one line/and another) p(and a new thought)'],
    [
      '**strong**, *soft*, _soft_, ~~gone~~ and `a*b`',
      'p(strong(strong), emphasis(soft), emphasis(soft), strike(gone) and code(a*b))',
    ],
    ['snake_case_name and 2*3*4', 'p(snake_case_name and 2emphasis(3)4)'],
    [
      'At <time:2026-12-01T16:30+01:00>, **<time:2026-12-01T15:30:05Z>**',
      'p(At time(2026-12-01T15:30:00.000Z), strong(time(2026-12-01T15:30:05.000Z)))',
    ],
    [
      '<time:2026-13-01T16:30Z> <time:tomorrow> <time:2026-12-01>',
      'p(<time:2026-13-01T16:30Z> <time:tomorrow> <time:2026-12-01>)',
    ],
    ['`<time:2026-12-01T15:30Z>`', 'p(code(<time:2026-12-01T15:30Z>))'],
    ['# Plan\n## Today', 'h1(Plan) h2(Today)'],
    ['#harbour is a room', 'p(#harbour is a room)'],
    ['under\n---', 'p(under) rule'],
    ['> said before\n> by her\n\nno', 'quote(p(said before/by her)) p(no)'],
    ['- a\n- b\n  - c', 'list(p(a), p(b) list(p(c)))'],
    ['3. a\n4. b', 'list3(p(a), p(b))'],
    ['- [ ] buy\n- [x] done', 'list(_ p(buy), x p(done))'],
    ['```ts\nlet a = 1;\n\nb\n```', 'code ts(let a = 1;\n\nb)'],
    ['```\nnot closed', 'code (not closed)'],
    ['    indented', 'p(indented)'],
    ['a | b\n:-|-:\n1 | **2**', 'table left,right(a|b, 1|strong(2))'],
    ['the butler: ||the *gardener*||.', 'p(the butler: spoiler(the emphasis(gardener)).)'],
    ['a || b, `||` and ||', 'p(a || b, code(||) and ||)'],
    ['||`a||b`||', 'p(spoiler(code(a||b)))'],
    ['\\*as it is\\*', 'p(*as it is*)'],
    ['&amp; stays', 'p(&amp; stays)'],
  ])('%j', (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe('addresses', () => {
  const link = (href: string) => `link ${href}(${href})`;

  it('end before the punctuation of the sentence', () => {
    expect(read('See https://a.example/x?y=1, or (http://b.example/z).')).toBe(
      `p(See ${link('https://a.example/x?y=1')}, or (${link('http://b.example/z')}).)`,
    );
  });

  it('keep brackets and marks that belong to them', () => {
    expect(read('https://a.example/Parley_(chat)')).toBe(`p(${link('https://a.example/Parley_(chat)')})`);
    expect(read('https://a.example/_b_/*c*/d')).toBe(`p(${link('https://a.example/_b_/*c*/d')})`);
  });

  it('have words of their own where somebody wrote some', () => {
    expect(read('[the **plan**](https://a.example)')).toBe('p(link https://a.example(the strong(plan)))');
    expect(read('[a &amp; b](https://a.example/?a=1&amp;b=2)')).toBe(
      'p(link https://a.example/?a=1&amp;b=2(a &amp; b))',
    );
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc', 'ftp://a.example', 'https://', '//a.example'])(
    'are only those of the web: %s',
    (address) => {
      expect(read(address)).not.toContain('link');
      expect(read(`[a](${address})`)).not.toContain('link');
      expect(read(`<${address}>`)).not.toContain('link');
    },
  );

  it('name nobody', () => {
    expect(read('https://a.example/@ada [@ada](https://b.example)')).not.toContain('name(');
  });
});

describe('names', () => {
  it('are those that the server finds', () => {
    expect(read('@ada, @grace. (@all) mail@x.example a@b `@no`')).toBe(
      'p(name(ada), name(grace). (name(all)) mail@x.example a@b code(@no))',
    );
  });
});

describe('what is no Markdown of ours', () => {
  it.each([
    '<b>x</b>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<!-- x -->',
    '[a]: https://a.example',
  ])('is text: %s', (text) => {
    expect(parse(text).map((block) => (block.kind === 'paragraph' ? plainText(block.children) : block.kind))).toEqual([
      text,
    ]);
  });

  it('fetches no picture', () => {
    expect(read('![a](https://a.example/x.png)')).toBe('p(!link https://a.example/x.png(a))');
  });
});

describe('bombs', () => {
  const size = 8_000;
  const fill = (part: string) => part.repeat(Math.ceil(size / part.length)).slice(0, size);

  it.each([
    ...[
      '>',
      '> ',
      '*',
      '*a',
      '**a *b ',
      '[',
      '[a](',
      '`',
      '`a``',
      '- ',
      '- a\n  ',
      '~~a',
      '_a',
      '||',
      '||a',
      '|',
      '<',
      '\\',
      '@',
      '@a',
    ],
    ...['\t> ', '1. ', '# ', '*_`[>~|', '![', '\n', '||*a', 'https://a.example/', '\u0301'],
  ])('of %j are bounded', (part) => {
    expectBounded(fill(part));
  });

  it.each(['>', '> ', '- ', '*', '**', '[', '![', '(', '||', '~~', '`', '<b>'])(
    'nested 10,000 times in %j are bounded',
    (part) => {
      expectBounded(part.repeat(10_000));
      expectBounded(`${part.repeat(10_000)}a${part.repeat(10_000)}`);
    },
  );

  it('of table cells are shown as they were written', () => {
    const text = `${'a|'.repeat(50)}\n${'-|'.repeat(50)}\n${'b\n'.repeat(3_000)}`;
    expect(parse(text)).toHaveLength(1);
    expectBounded(text);
  });

  it('of anything are bounded', () => {
    const marks = [
      '*',
      '**',
      '_',
      '`',
      '```',
      '~~',
      '||',
      '|',
      '[',
      '](',
      ')',
      '> ',
      '- ',
      '1. ',
      '\n',
      '\n\n',
      '  ',
      '#',
      '<',
      '@ada',
      'a',
      '\\',
      'https://a.example',
    ];
    let state = 42;
    const next = (count: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % count;
    for (let round = 0; round < 300; round++) {
      expectBounded(Array.from({ length: 200 }, () => marks[next(marks.length)]).join(''));
    }
  });
});

function expectBounded(text: string): void {
  const { parts, depth } = measure(parse(text));
  expect(parts).toBeLessThan(20_000);
  expect(depth).toBeLessThan(30);
}

function measure(nodes: readonly unknown[]): { parts: number; depth: number } {
  let parts = 0;
  let depth = 0;
  for (const node of nodes) {
    if (typeof node !== 'object' || node === null) continue;
    const within = measure(Array.isArray(node) ? node : Object.values(node));
    parts += 1 + within.parts;
    depth = Math.max(depth, Array.isArray(node) || !('kind' in node) ? within.depth : within.depth + 1);
  }
  return { parts, depth };
}
