import { runChecks } from './checks.ts';

/** `npm run check`: types, lint, format, unused code. Walls and bundle budgets are tests (project walls). */
const { failed, passed } = runChecks();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
