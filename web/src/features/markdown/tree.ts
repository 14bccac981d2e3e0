import { momentTime } from '@/features/chat/times';

/** What stands within a line. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  /** A time, in epoch milliseconds. */
  | { readonly kind: 'time'; readonly time: number }
  | { readonly kind: 'strong' | 'emphasis' | 'strike' | 'spoiler'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  /** A name after `@`, as it was written; whether somebody is called that is another question. */
  | { readonly kind: 'name'; readonly username: string };

export interface ListItem {
  /** Of a thing to do: whether it is done. */
  readonly done: boolean | null;
  readonly blocks: readonly Block[];
}

export type Align = 'left' | 'center' | 'right' | undefined;

/** What stands by itself. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly ListItem[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | {
      readonly kind: 'table';
      readonly align: readonly Align[];
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'rule' };

/** What it says, without how it looks; with something else for what is hidden, if that is given. */
export function plainText(children: readonly Inline[], hidden?: string): string {
  return children
    .map((child) => {
      switch (child.kind) {
        case 'text':
        case 'code':
          return child.text;
        case 'time':
          return momentTime(child.time);
        case 'break':
          return '\n';
        case 'name':
          return `@${child.username}`;
        case 'strong':
        case 'emphasis':
        case 'strike':
        case 'link':
          return plainText(child.children, hidden);
        case 'spoiler':
          return hidden ?? plainText(child.children);
      }
    })
    .join('');
}
