import type { DataMap, Personal } from '#platform/data-map';

const letter = {
  personal: true,
  category: 'kunddata',
  origin: 'provided',
  subject: 'self',
  purposes: [
    ['service_information', 'contract'],
    ['security', 'contract'],
  ],
  retention: { event: 'created', plus: 'P0D', then: 'delete' },
  onErase: 'delete',
} as const satisfies Personal;

/** Letters of the product's own pass through; only the demonstration keeps them, in a folder of its own. */
export const postMap: DataMap = {
  slice: 'post',
  tables: [],
  stores: [
    {
      name: 'outbox/*.eml',
      where: 'server-file',
      what: 'The demonstration’s letters, instead of being sent. Does not exist where mail is sent.',
      fields: { to: letter, subject: letter, text: letter },
    },
    {
      name: 'the operator’s mail server',
      where: 'processor',
      what: 'Letters of the product’s own, handed over by SMTP.',
      fields: { to: { ...letter, recipients: ['mail-server'] }, subject: letter, text: letter },
    },
  ],
};
