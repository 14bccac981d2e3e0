import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { cx } from './cx';
import { IconButton } from './IconButton';

interface DialogProps {
  title: string;
  description?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** At the top without a heading, for what is typed into at once. The title is still its name. */
  bare?: boolean;
}

/**
 * A modal dialog, open for as long as it is rendered. The browser's own element keeps the focus inside, makes the rest
 * inert, closes on Escape and gives the focus back; none of which needs a style sheet that our policy would refuse.
 */
export function Dialog({ title, description, onClose, children, bare = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would begin at the close button; people come to type, to answer, or to read.
    const first = element?.querySelector<HTMLElement>('input, textarea') ?? content.current?.querySelector('button');
    (first ?? heading.current)?.focus();
    return () => element?.close();
  }, []);

  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };

  return (
    // The backdrop is a shortcut for the mouse; the keyboard has Escape.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={closeOnBackdrop}
      className={cx(
        'm-auto w-[calc(100vw-1.5rem)] overflow-hidden rounded-xl border border-line bg-raised p-0 text-ink shadow-lg',
        'max-h-[calc(100dvh-1.5rem)] open:flex open:animate-rise',
        bare ? 'mt-[12vh] max-w-xl' : 'max-w-md max-sm:mb-3',
      )}
    >
      <div className="flex max-h-[inherit] min-w-0 flex-1 flex-col">
        <div className={cx('flex items-start justify-between gap-3 px-6 pt-5', bare && 'sr-only')}>
          <div className="min-w-0">
            <h2 ref={heading} id={id} tabIndex={-1} className="text-lg font-semibold outline-none">
              {title}
            </h2>
            {description !== undefined && <p className="mt-0.5 text-sm text-ink-2">{description}</p>}
          </div>
          {!bare && <IconButton icon={X} label="Close" className="-mt-1 -mr-2.5" onClick={onClose} />}
        </div>
        <div ref={content} className="contents">
          {children}
        </div>
      </div>
    </dialog>
  );
}
