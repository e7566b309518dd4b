import type { Command } from './commands.ts';

export const restrictCommands: readonly Command[] = [];
