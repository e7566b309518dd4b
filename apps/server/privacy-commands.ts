import type { Command } from './commands.ts';
import { eraseCommands } from './privacy-erase-commands.ts';
import { incidentCommands } from './privacy-incident-commands.ts';
import { portCommands } from './privacy-port-commands.ts';
import { reportCommands } from './privacy-report-commands.ts';
import { requestsCommands } from './privacy-requests-commands.ts';
import { restrictCommands } from './privacy-restrict-commands.ts';

export const privacyCommands: readonly Command[] = [
  ...requestsCommands,
  ...reportCommands,
  ...eraseCommands,
  ...restrictCommands,
  ...portCommands,
  ...incidentCommands,
];
