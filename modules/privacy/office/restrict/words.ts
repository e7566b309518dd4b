import { createWords } from '@telink/ui/words';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

export const words = createWords({ sv, en });
