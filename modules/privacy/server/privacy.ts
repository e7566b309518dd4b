import type { Part, PrivacyDeps } from './deps.ts';
import { part as correct } from './correct/part.ts';
import { part as erase } from './erase/part.ts';
import { part as incident } from './incident/part.ts';
import { part as port } from './port/part.ts';
import { part as report } from './report/part.ts';
import { part as requests } from './requests/part.ts';
import { part as restrict } from './restrict/part.ts';

/** Every right, wired: routes for the three hosts and what must run by itself. */
export function createPrivacy(deps: PrivacyDeps): Required<Part> {
  const parts = [requests, report, correct, restrict, port, erase, incident].map((part) => part(deps));
  return {
    async app(server) {
      for (const { app } of parts) await app?.(server);
    },
    async office(server) {
      for (const { office } of parts) await office?.(server);
    },
    async shop(server) {
      for (const { shop } of parts) await shop?.(server);
    },
    async start() {
      for (const { start } of parts) await start?.();
    },
  };
}
