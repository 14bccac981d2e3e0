import { ChevronLeft } from 'lucide-react';
import { Link } from 'react-router';

/** The bar above a page of the workspace; on a phone it leads back to the rooms. */
export function PageHeader({ title }: { title: string }) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line pr-4 pl-1.5 md:pl-6">
      <Link
        to="/rooms"
        aria-label="Back to your rooms"
        className="flex size-10 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover md:hidden"
      >
        <ChevronLeft aria-hidden className="size-5" />
      </Link>
      <h1 className="truncate font-semibold">{title}</h1>
    </header>
  );
}
