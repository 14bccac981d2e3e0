import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Logo } from '@/ui/Logo';
import { useTitle } from './useTitle';

interface MessagePageProps {
  code?: string;
  title: string;
  children: ReactNode;
  actions: ReactNode;
}

/** A page that only has something to say: not found, broken, not reachable. */
export function MessagePage({ code, title, children, actions }: MessagePageProps) {
  useTitle(title);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="px-6 py-5">
        <Link to="/" className="inline-flex rounded-md">
          <Logo />
        </Link>
      </header>
      <main className="mx-auto flex w-full max-w-lg flex-1 flex-col justify-center px-6 pb-32">
        {code !== undefined && <p className="mb-3 text-sm font-semibold tracking-wide text-accent">{code}</p>}
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <div className="mt-3 text-lg text-ink-2">{children}</div>
        <div className="mt-8 flex flex-wrap gap-3">{actions}</div>
      </main>
    </div>
  );
}
