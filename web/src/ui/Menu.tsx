import * as RadixMenu from '@radix-ui/react-dropdown-menu';
import { Check, type LucideIcon } from 'lucide-react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { cx } from './cx';

export interface MenuItem {
  readonly label: string;
  /** What it means, in a line below. */
  readonly note?: string;
  readonly icon: LucideIcon;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly shortcut?: string;
  /** Whether it is chosen, where it is something to choose. */
  readonly checked?: boolean;
  /** A line sets it apart from what is above. */
  readonly separated?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  trigger: ReactElement;
  header?: ReactNode;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
  /** For those who need to know whether it is open. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** Not modal: a modal menu locks scrolling with an injected style sheet, which our content security policy refuses. */
export function Menu({ trigger, header, items, align = 'end', open, onOpenChange }: MenuProps) {
  return (
    <RadixMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 min-w-52 animate-rise rounded-lg border border-line bg-raised p-1.5 shadow-md"
        >
          {header !== undefined && <div className="border-b border-line px-2.5 pt-1.5 pb-2.5 mb-1.5">{header}</div>}
          {items.map(
            ({ label, note, icon: Icon, danger = false, disabled, shortcut, checked, separated, onSelect }) => {
              const content = (
                <>
                  <Icon aria-hidden className="size-4 shrink-0 opacity-80" />
                  {note === undefined ? (
                    label
                  ) : (
                    <span className="flex flex-col">
                      {label}
                      <span className="text-xs text-ink-3">{note}</span>
                    </span>
                  )}
                  {shortcut !== undefined && (
                    <span aria-hidden className="ml-auto pl-4 text-xs text-ink-3 pointer-coarse:hidden">
                      {shortcut}
                    </span>
                  )}
                  {checked === true && <Check aria-hidden className="ml-auto size-4 text-accent" />}
                </>
              );
              const props = {
                disabled,
                onSelect,
                className: cx(
                  'flex min-h-9 items-center gap-2.5 rounded-md px-2.5 py-1 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover',
                  danger ? 'text-danger' : 'text-ink',
                ),
              };
              return (
                <Fragment key={label}>
                  {separated === true && <RadixMenu.Separator className="mx-1 my-1.5 h-px bg-line" />}
                  {checked === undefined ? (
                    <RadixMenu.Item {...props}>{content}</RadixMenu.Item>
                  ) : (
                    <RadixMenu.CheckboxItem {...props} checked={checked}>
                      {content}
                    </RadixMenu.CheckboxItem>
                  )}
                </Fragment>
              );
            },
          )}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}
