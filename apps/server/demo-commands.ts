import type { Command } from './commands.ts';

/** Commands that exist for the demonstration only. */
export const demoCommands: readonly Command[] = [];
