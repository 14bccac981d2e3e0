import { Fragment } from 'react';
import { FoundInText } from './FoundInText';
import { NameInText } from './NameInText';
import { Spoiler } from './Spoiler';
import { TextLink } from './TextLink';
import { TimeInText } from './TimeInText';
import { plainText, type Inline } from './tree';
import { WordsInText } from './WordsInText';

interface InlinesProps {
  of: readonly Inline[];
  /** It is what a link says, in which there is no other. */
  linked?: boolean;
}

/** What stands within a line. */
export function Inlines({ of, linked = false }: InlinesProps) {
  return of.map((inline, index) => <Fragment key={index}>{drawn(inline, linked)}</Fragment>);
}

function drawn(inline: Inline, linked: boolean) {
  switch (inline.kind) {
    case 'text':
      return linked ? <FoundInText text={inline.text} /> : <WordsInText text={inline.text} />;
    case 'break':
      return <br />;
    case 'code':
      return (
        <code className="rounded-sm border border-line bg-sunken px-1 py-px font-mono text-[0.875em]">
          <FoundInText text={inline.text} />
        </code>
      );
    case 'strong':
      return (
        <strong className="font-semibold">
          <Inlines of={inline.children} linked={linked} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines of={inline.children} linked={linked} />
        </em>
      );
    case 'strike':
      return (
        <s className="text-ink-2">
          <Inlines of={inline.children} linked={linked} />
        </s>
      );
    case 'spoiler':
      return (
        <Spoiler text={plainText(inline.children)}>
          <Inlines of={inline.children} linked={linked} />
        </Spoiler>
      );
    case 'link':
      return (
        <TextLink href={inline.href}>
          <Inlines of={inline.children} linked />
        </TextLink>
      );
    case 'time':
      return <TimeInText time={inline.time} />;
    case 'name':
      return <NameInText username={inline.username} />;
  }
}
