import { parse } from './parse';
import { plainText, type Block } from './tree';

/** Stands for what is hidden until somebody wants to see it. */
const HIDDEN = '▇▇▇';

/** What a message says in one line, without how it looks. What is hidden stays so. */
export function oneLine(text: string): string {
  return said(parse(text)).replace(/\s+/gu, ' ').trim();
}

function said(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'paragraph':
        case 'heading':
          return plainText(block.children, HIDDEN);
        case 'quote':
          return said(block.blocks);
        case 'list':
          return block.items.map((item) => said(item.blocks)).join(' ');
        case 'code':
          return block.text;
        case 'table':
          return [block.head, ...block.rows]
            .map((row) => row.map((cell) => plainText(cell, HIDDEN)).join(' '))
            .join(' ');
        case 'rule':
          return '';
      }
    })
    .join(' ');
}
