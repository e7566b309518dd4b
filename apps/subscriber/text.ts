import { createWords } from '@telink/ui';

export const words = createWords({
  sv: {
    skip: 'Till innehållet',
    mail: 'Mejl',
    calls: 'Samtal',
    services: 'Tjänster',
    bills: 'Fakturor',
    accounts: 'Konton',
    more: 'Mer',
    me: (name: string): string => `Ditt konto, ${name}`,
    missing: 'Sidan finns inte.',
    toMail: 'Till mejlen',
  },
  en: {
    skip: 'To the content',
    mail: 'Mail',
    calls: 'Calls',
    services: 'Services',
    bills: 'Invoices',
    accounts: 'Accounts',
    more: 'More',
    me: (name: string): string => `Your account, ${name}`,
    missing: 'There is no such page.',
    toMail: 'To your mail',
  },
});
