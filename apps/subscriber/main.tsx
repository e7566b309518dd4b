import { session } from '#session';
import { expectMail } from '#subscriber/mail';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { accounts } from './accounts.ts';
import { router } from './router.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The document lacks #root.');
// First of all: who is signed in, and away with every store whose key the server does not confirm. No store is read before that.
void session.check();
if (/^\/(?:mejl(?:\/|$)|$)/.test(location.pathname)) void expectMail(accounts);
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
