import type { Command } from './commands.ts';

export const reportCommands: readonly Command[] = [];
