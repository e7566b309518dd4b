import { createWords, type Translated } from '@telink/ui/words';
import { enMore } from './text-more.en.ts';
import { svMore } from './text-more.sv.ts';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

const whole = {
  ...sv,
  ...svMore,
  status: { ...sv.status, ...svMore.status },
  list: { ...sv.list, ...svMore.list },
  mailbox: { ...sv.mailbox, ...svMore.mailbox },
  search: { ...sv.search, ...svMore.search },
};

/** Everything the mail client says, for the parts that come after the list. */
export const mailWords = createWords({
  sv: whole,
  en: {
    ...en,
    ...enMore,
    status: { ...en.status, ...enMore.status },
    list: { ...en.list, ...enMore.list },
    mailbox: { ...en.mailbox, ...enMore.mailbox },
    search: { ...en.search, ...enMore.search },
  },
});

export type MoreMailWords = Translated<typeof whole>;
