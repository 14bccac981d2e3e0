import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Set where this is all that the page shows: its title is then the page's. */
  page?: boolean;
}

/** What stands where there is nothing yet: what would be here, and how to get it. */
export function EmptyState({ icon: Icon, title, children, actions, page = false }: EmptyStateProps) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className="m-auto flex max-w-sm flex-col items-center px-6 py-12 text-center">
      <span className="mb-5 flex size-14 items-center justify-center rounded-2xl bg-accent-soft text-accent">
        <Icon aria-hidden className="size-7" strokeWidth={1.6} />
      </span>
      <Heading className="text-xl font-semibold wrap-anywhere">{title}</Heading>
      {children !== undefined && <div className="mt-1.5 text-balance text-ink-2">{children}</div>}
      {actions !== undefined && <div className="mt-6 flex flex-wrap justify-center gap-2.5">{actions}</div>}
    </div>
  );
}
