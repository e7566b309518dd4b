import { createWords } from '@telink/ui';

export const words = createWords({
  sv: {
    skip: 'Till innehållet',
    mail: 'Mejl',
    accounts: 'Konton',
    me: 'Du',
    missing: 'Sidan finns inte.',
    toMail: 'Till mejlen',
  },
  en: {
    skip: 'To the content',
    mail: 'Mail',
    accounts: 'Accounts',
    me: 'You',
    missing: 'There is no such page.',
    toMail: 'To your mail',
  },
});
