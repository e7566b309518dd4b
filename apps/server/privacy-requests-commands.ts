import type { Command } from './commands.ts';

export const requestsCommands: readonly Command[] = [];
