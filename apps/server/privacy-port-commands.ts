import type { Command } from './commands.ts';

export const portCommands: readonly Command[] = [];
