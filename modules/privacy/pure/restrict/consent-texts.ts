/** What stands beside the switch. A changed text is a new version: what somebody said yes to stays said to the old one (GDPR Art. 7.1). */
export interface ConsentText {
  readonly version: number;
  readonly title: { readonly sv: string; readonly en: string };
  readonly text: { readonly sv: string; readonly en: string };
}

export const CONSENTS: Readonly<Record<'marketing' | 'statistics', ConsentText>> = {
  marketing: {
    version: 1,
    title: { sv: 'Tips och erbjudanden', en: 'Tips and offers' },
    text: {
      sv: 'Telink får skicka tips och erbjudanden som passar hur jag använder mina tjänster. Jag kan ta tillbaka det när jag vill.',
      en: 'Telink may send me tips and offers that fit how I use my services. I can take this back whenever I like.',
    },
  },
  statistics: {
    version: 1,
    title: { sv: 'Statistik', en: 'Statistics' },
    text: {
      sv: 'Telink får räkna in min användning i statistik som gör tjänsterna bättre. Jag kan ta tillbaka det när jag vill.',
      en: 'Telink may count my use in statistics that make the services better. I can take this back whenever I like.',
    },
  },
};
