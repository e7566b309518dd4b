import { isToldAhead, session } from '#session';
import { expectMail } from '#subscriber/mail';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { accounts } from './accounts.ts';
import { router } from './router.tsx';

/** Longer than that, nobody looks at an empty page for the sake of drawing it once. Milliseconds. */
const PATIENCE = 400;

const root = document.getElementById('root');
if (root === null) throw new Error('The document lacks #root.');
const draw = (): void =>
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
const told = isToldAhead();
// First of all: who is signed in, and away with every store whose key the server does not confirm. No store is read before that.
const checked = session.check();
const ready: Promise<unknown>[] = [];
if (/^\/(?:mejl(?:\/|$)|$)/.test(location.pathname)) ready.push(expectMail(accounts, checked));
if (told) {
  // What the document brought is as old as the document: somebody else may have signed in since, in another tab.
  setTimeout(() => void session.check(), 1000);
  // Everything is here or in the cache: drawn once, as it is going to be, instead of a skeleton, another skeleton and then the list.
  const late = new Promise((resolve) => void setTimeout(resolve, PATIENCE));
  void Promise.race([Promise.allSettled([router.load(), checked, ...ready]), late]).then(draw);
} else draw();
