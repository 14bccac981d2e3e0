import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ThemeToggle } from '@/features/settings/ThemeToggle';
import { Logo } from '@/ui/Logo';

interface AuthLayoutProps {
  title: string;
  subtitle: ReactNode;
  children: ReactNode;
}

/** The frame of signing up and logging in. */
export function AuthLayout({ title, subtitle, children }: AuthLayoutProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-sunken">
      <header className="flex items-center justify-between px-6 py-5">
        <Link to="/" className="flex rounded-md">
          <Logo />
        </Link>
        <ThemeToggle />
      </header>
      <main className="mx-auto flex w-full max-w-[26.5rem] flex-1 flex-col justify-center px-4 pt-2 pb-20 sm:pb-28">
        <div className="rounded-2xl border border-line bg-surface px-6 py-8 shadow-md sm:px-9 sm:py-9">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 mb-6 text-ink-2">{subtitle}</p>
          {children}
        </div>
      </main>
    </div>
  );
}
