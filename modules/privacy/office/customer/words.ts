import { createWords, type Translated } from '@telink/ui/words';

const sv = {
  title: 'Rättigheter',
  lead: 'När personen har bett om något i brev, mejl eller telefon, eller när uppgifter måste finnas kvar.',
  loading: 'Läser in',
  failed: 'Det gick inte att läsa in.',
  freeze: 'Frys uppgifter',
  hold: 'Håll kvar uppgifter',
} as const;
const en: Translated<typeof sv> = {
  title: 'Rights',
  lead: 'When the person has asked for something by letter, mail or phone, or when data must remain.',
  loading: 'Loading',
  failed: 'It could not be loaded.',
  freeze: 'Freeze data',
  hold: 'Keep data back',
};
export const words = createWords({ sv, en });
