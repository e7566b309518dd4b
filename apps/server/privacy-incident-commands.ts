import type { Command } from './commands.ts';

export const incidentCommands: readonly Command[] = [];
