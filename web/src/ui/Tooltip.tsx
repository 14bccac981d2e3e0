import * as RadixTooltip from '@radix-ui/react-tooltip';
import type { ReactElement } from 'react';
import { Kbd } from './Kbd';

interface TooltipProps {
  label: string;
  shortcut?: string;
  children: ReactElement;
}

export function Tooltip({ label, shortcut, children }: TooltipProps) {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex animate-fade items-center gap-2 rounded-md bg-ink px-2.5 py-1.5 text-xs font-medium text-canvas shadow-md"
        >
          {label}
          {shortcut !== undefined && <Kbd inverse>{shortcut}</Kbd>}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
