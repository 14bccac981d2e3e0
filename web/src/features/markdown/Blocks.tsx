import { Square, SquareCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/ui/cx';
import { CodeBlock } from './CodeBlock';
import { Inlines } from './Inlines';
import type { Align, Block, ListItem } from './tree';

const ALIGN: Record<NonNullable<Align>, string> = { left: 'text-left', center: 'text-center', right: 'text-right' };
const HEADINGS = ['text-xl', 'text-lg', 'text-base'];

interface BlocksProps {
  of: readonly Block[];
  /** Stands at the end of the last line. */
  children?: ReactNode;
}

/** What stands by itself, one below the other. */
export function Blocks({ of, children }: BlocksProps) {
  const last = of.at(-1);
  const within = last?.kind === 'paragraph' || last?.kind === 'heading';
  return (
    <>
      {of.map((block, index) => (
        <BlockView key={index} block={block} end={within && index === of.length - 1 ? children : undefined} />
      ))}
      {!within && children != null && <p>{children}</p>}
    </>
  );
}

function BlockView({ block, end }: { block: Block; end: ReactNode }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Inlines of={block.children} />
          {end}
        </p>
      );
    case 'heading':
      // Not one of the page's headings.
      return (
        <p className={cx('font-semibold', HEADINGS[Math.min(block.level, HEADINGS.length) - 1])}>
          <Inlines of={block.children} />
          {end}
        </p>
      );
    case 'quote':
      return (
        <blockquote className="flex flex-col gap-1.5 border-l-3 border-line-strong/50 pl-3 text-ink-2">
          <Blocks of={block.blocks} />
        </blockquote>
      );
    case 'list':
      return <ListView start={block.start} items={block.items} />;
    case 'code':
      return <CodeBlock language={block.language} text={block.text} />;
    case 'table':
      return <TableView table={block} />;
    case 'rule':
      return <hr className="my-1 border-line" />;
  }
}

function ListView({ start, items }: { start: number | null; items: readonly ListItem[] }) {
  const content = items.map(({ done, blocks }, index) => (
    <li key={index} className={cx(done !== null && 'relative -ml-5 list-none pl-5')}>
      {done !== null && <DoneMark done={done} />}
      <Blocks of={blocks} />
    </li>
  ));
  return start === null ? (
    <ul className="flex list-disc flex-col gap-0.5 pl-6">{content}</ul>
  ) : (
    <ol start={start} className="flex list-decimal flex-col gap-0.5 pl-7">
      {content}
    </ol>
  );
}

function DoneMark({ done }: { done: boolean }) {
  const Icon = done ? SquareCheck : Square;
  return (
    <>
      <Icon aria-hidden className="absolute top-1 left-0 size-3.5 text-ink-3" />
      <span className="sr-only">{done ? 'Done: ' : 'To do: '}</span>
    </>
  );
}

function TableView({ table: { align, head, rows } }: { table: Extract<Block, { kind: 'table' }> }) {
  const cell = 'border border-line px-2.5 py-1 align-top';
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="max-w-full overflow-x-auto" tabIndex={0} role="group" aria-label="Table">
      <table className="border-collapse text-sm">
        <thead className="bg-sunken">
          <tr>
            {head.map((children, column) => (
              <th key={column} className={cx(cell, 'font-semibold', ALIGN[align[column] ?? 'left'])}>
                <Inlines of={children} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((columns, row) => (
            <tr key={row}>
              {columns.map((children, column) => (
                <td key={column} className={cx(cell, ALIGN[align[column] ?? 'left'])}>
                  <Inlines of={children} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
