import { useTitle } from '@/app/useTitle';
import { LandingFeatures } from './LandingFeatures';
import { LandingHeader } from './LandingHeader';
import { LandingHero } from './LandingHero';

/** What a person sees who comes for the first time. It only promises what is there. */
export function LandingPage() {
  useTitle('');
  return (
    <div className="flex min-h-dvh flex-col overflow-x-clip">
      <LandingHeader />
      <main className="flex-1">
        <LandingHero />
        <LandingFeatures />
      </main>
      <footer className="border-t border-line">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-6 py-7 text-sm text-ink-3">
          <p>Parley is open source under the Apache License 2.0.</p>
          <a href="/docs" className="text-ink-2 underline-offset-3 hover:underline">
            API reference
          </a>
        </div>
      </footer>
    </div>
  );
}
