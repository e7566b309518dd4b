import { createWords } from '@telink/ui';

export const words = createWords({
  sv: {
    skip: 'Till innehållet',
    mail: 'Mejl',
    calls: 'Samtal',
    services: 'Tjänster',
    bills: 'Fakturor',
    accounts: 'Konton',
    data: 'Mina uppgifter',
    more: 'Mer',
    me: (name: string): string => `Ditt konto, ${name}`,
  },
  en: {
    skip: 'To the content',
    mail: 'Mail',
    calls: 'Calls',
    services: 'Services',
    bills: 'Invoices',
    accounts: 'Accounts',
    data: 'My data',
    more: 'More',
    me: (name: string): string => `Your account, ${name}`,
  },
});
