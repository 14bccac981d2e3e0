import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import * as RadixTooltip from '@radix-ui/react-tooltip';
import { BrowserRouter } from 'react-router';
import { Problem } from '@/rpc/problem';
import { Addresses } from './Addresses';
import { DrawingFailed } from './DrawingFailed';

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
        {/* Not as a transition: what is typed after a click belongs to where the click leads, never to the room before it. */}
        <BrowserRouter useTransitions={false}>
          <DrawingFailed>
            <Addresses />
          </DrawingFailed>
        </BrowserRouter>
      </RadixTooltip.Provider>
    </QueryClientProvider>
  );
}
