import type { Safeguard } from '#platform/data-map';
import type { Lang } from '#policy/read';

interface TiltWords {
  readonly evidences: readonly string[];
  readonly access: string;
  readonly information: string;
  readonly correction: string;
  readonly portability: string;
  readonly consent: string;
  readonly complain: string;
  readonly source: string;
  readonly interest: string;
  readonly nobody: string;
  readonly processor: string;
  readonly consequences: string;
  readonly logic: string;
  readonly effects: string;
  /** What allows a transfer outside the EEA. */
  readonly safeguards: Readonly<Record<Safeguard, string>>;
  readonly remedies: string;
}

export const TILT: Readonly<Record<Lang, TiltWords>> = {
  sv: {
    evidences: ['inloggning', 'engångskod till en bekräftad adress'],
    access: 'Du ser och hämtar dina uppgifter när du vill, utan kostnad.',
    information: 'Du kan när som helst se vad vi har om dig, varför och hur länge.',
    correction: 'Du kan rätta uppgifter om dig och begära att de raderas.',
    portability: 'Du kan ta med dig uppgifter du lämnat och som uppstått när du använt tjänsten.',
    consent: 'Ett samtycke tas tillbaka lika lätt som det gavs.',
    complain: 'Du kan klaga hos oss eller hos tillsynsmyndigheten.',
    source: 'Tjänster som du själv har anslutit, och de som betalar till oss.',
    interest: 'Att skydda uppgifterna mot obehöriga och att kunna hantera rättsliga anspråk.',
    nobody: 'Ingen utanför den personuppgiftsansvarige',
    processor: 'personuppgiftsbiträde',
    consequences: 'Utan uppgifter som avtalet kräver kan tjänsten inte levereras.',
    logic: 'När kostnaden når ett tak som är satt för tjänsten spärras det som skulle kosta mer.',
    effects: 'Samtal eller data som kostar mer än taket släpps inte fram förrän taket höjs.',
    safeguards: {
      adequacy: 'beslut om adekvat skyddsnivå (artikel 45)',
      'standard-clauses': 'EU-kommissionens standardavtalsklausuler (artikel 46.2 c)',
      'binding-rules': 'bindande företagsbestämmelser (artikel 47)',
      'persons-own-choice': 'du har själv valt mottagaren (artikel 49.1 b)',
    },
    remedies: 'Du kan göra dina rättigheter gällande hos oss och klaga hos tillsynsmyndigheten.',
  },
  en: {
    evidences: ['signing in', 'one-time code to a verified address'],
    access: 'You see and fetch your data whenever you like, free of charge.',
    information: 'At any time you can see what we hold about you, why and for how long.',
    correction: 'You can correct data about you and ask for their erasure.',
    portability: 'You can take along data that you gave and that arose when you used the service.',
    consent: 'A consent is withdrawn as easily as it was given.',
    complain: 'You can complain to us or to the supervisory authority.',
    source: 'Services that you have connected yourself, and those who pay us.',
    interest: 'Keeping strangers from the data, and being able to handle legal claims.',
    nobody: 'Nobody outside the controller',
    processor: 'processor',
    consequences: 'Without data that the contract needs the service can’t be delivered.',
    logic: 'When the cost reaches a cap that is set for the service, what would cost more is barred.',
    effects: 'Calls or data that cost more than the cap are not let through until the cap is raised.',
    safeguards: {
      adequacy: 'decision on adequate protection (Article 45)',
      'standard-clauses': 'the European Commission’s standard contractual clauses (Article 46.2 c)',
      'binding-rules': 'binding corporate rules (Article 47)',
      'persons-own-choice': 'you chose the recipient yourself (Article 49.1 b)',
    },
    remedies: 'You can enforce your rights with us and complain to the supervisory authority.',
  },
};
