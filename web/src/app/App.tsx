import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import * as RadixTooltip from '@radix-ui/react-tooltip';
import { RouterProvider } from 'react-router';
import { Problem } from '@/rpc/problem';
import { router } from './router';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Only what may succeed later is asked again; a refusal stays one.
      retry: (failures, error) => error instanceof Problem && error.retryable && failures < 2,
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RadixTooltip.Provider delayDuration={400} skipDelayDuration={200}>
        <RouterProvider router={router} />
      </RadixTooltip.Provider>
    </QueryClientProvider>
  );
}
