import type { sv } from './text.sv.ts';

export const en: typeof sv = {
  subject: 'Your data will no longer be frozen',
  text: (link) =>
    `Hello,\n\nYou asked us not to use some of your data. The question is settled, and we are about to lift the restriction. The data will then be used as before.\n\nHere you see what it is about, and can object:\n${link}\n`,
};
