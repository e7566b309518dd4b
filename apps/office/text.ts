import { createWords } from '@telink/ui';

export const words = createWords({
  sv: {
    skip: 'Till innehållet',
    start: 'Start',
    toStart: 'Till start',
    missing: 'Sidan finns inte.',
    notYours: 'Den här sidan hör inte till din roll.',
    me: (name: string): string => `Ditt konto, ${name}`,
    until: (date: string): string => `sekretess t.o.m. ${date}`,
    roles: {
      support: 'Kundtjänst',
      billing: 'Fakturering',
      prices: 'Prisbok',
      privacy: 'Rättigheter',
      admin: 'Behörigheter',
    },
  },
  en: {
    skip: 'To the content',
    start: 'Start',
    toStart: 'To the start',
    missing: 'There is no such page.',
    notYours: 'This page is not for your role.',
    me: (name: string): string => `Your account, ${name}`,
    until: (date: string): string => `agreement to ${date}`,
    roles: {
      support: 'Support',
      billing: 'Billing',
      prices: 'Price book',
      privacy: 'Rights',
      admin: 'Access',
    },
  },
});
