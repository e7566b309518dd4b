import { lazy } from 'react';

/** What a person without an account meets. Fetched when it is drawn: whoever has an account never needs it. Stands within a Suspense. */
export const ConnectStart = lazy(() =>
  import('./connect.tsx').then(({ ConnectStart: start }) => ({ default: start })),
);
