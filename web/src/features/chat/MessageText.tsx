import { memo, type ReactNode } from 'react';
import { splitLinks } from './links';

/** What somebody wrote: line breaks kept, long words broken, addresses to click on. */
export const MessageText = memo(function MessageText({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="wrap-anywhere whitespace-pre-wrap" dir="auto">
      {splitLinks(text).map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.text}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-link underline decoration-link/35 underline-offset-3 hover:decoration-link"
          >
            {part.text}
          </a>
        ),
      )}
      {children}
    </div>
  );
});
