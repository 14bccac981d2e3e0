import { memo, type ReactNode } from 'react';
import { Blocks } from '@/features/markdown/Blocks';
import { MentionsContext } from '@/features/markdown/mentions';
import { parse } from '@/features/markdown/parse';
import { cx } from '@/ui/cx';
import type { Message } from './model';

interface MessageTextProps {
  text: string;
  /** Whom it mentions, where the server has said so. */
  mentions?: Message['mentions'] | 'unknown';
  /** Stands at its end. */
  children?: ReactNode;
}

/** One to three emoji and nothing else are shown large. */
const FEW_EMOJI =
  /^(?:(?:\p{RI}\p{RI}|\p{Emoji_Presentation}|\p{Emoji}\uFE0F)(?:\p{EMod}|\uFE0F|\u200D\p{Extended_Pictographic})*\s?){1,3}$/u;

/** What somebody wrote: as Markdown, with spoilers and names. */
export const MessageText = memo(function MessageText({ text, mentions = 'unknown', children }: MessageTextProps) {
  return (
    <div
      className={cx(
        'flex flex-col gap-1.5 wrap-anywhere whitespace-pre-wrap',
        FEW_EMOJI.test(text) && 'text-3xl leading-tight',
      )}
      dir="auto"
    >
      <MentionsContext value={mentions}>
        <Blocks of={parse(text)}>{children}</Blocks>
      </MentionsContext>
    </div>
  );
});
