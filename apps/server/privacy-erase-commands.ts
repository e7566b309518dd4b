import type { Command } from './commands.ts';

export const eraseCommands: readonly Command[] = [];
