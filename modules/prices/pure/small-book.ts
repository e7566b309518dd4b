import type { Document } from './book.ts';
import { compile, type Rater } from './compile.ts';
import { readDocument } from './read-document.ts';
import type { Balances, Usage } from './usage.ts';

/** A price book that fits on a page, for tests of one thing at a time. */
export const SMALL: Readonly<Record<string, string>> = {
  numbers: `document;destinations
id;numbers
name;Nummer
version;1
effective;2026-01-01

destinations
id;class;group;country;sv;en;prefixes;short
se-fast;domestic-fixed;sverige;SE;Sverige, fast;Sweden, landline;46;
se-mobil;domestic-mobile;sverige;SE;Sverige, mobil;Sweden, mobile;4670 4672 4673 4676 4679;
se-fri;freephone;sverige;SE;Frinummer;Freephone;4620;
se-betal;premium;sverige;SE;Betalnummer;Premium rate;46900 46939;
no-fast;international-fixed;norden;NO;Norge;Norway;47;
no-mobil;international-mobile;norden;NO;Norge, mobil;Norway, mobile;474 479;
us;international-fixed;amerika;US;USA;USA;1;
sos;emergency;;SE;Nödnummer;Emergency;;112
jour;helpline;;SE;Hjälplinje;Helpline;;116
`,
  zones: `document;zones
id;zoner
name;Zoner
version;1
effective;2026-01-01

zones
id;likeHome;sv;en
eu;yes;EU och EES;EU and EEA
resten;no;Övriga världen;Rest of the world

countries
country;zone;sv;en
NO;eu;Norge;Norway
US;resten;USA;USA
`,
  plans: `document;plans
id;plans
name;Abonnemang
version;1
effective;2026-01-01

plans
id;sv;en;vat;fee;barred
bas;Bas;Basic;included;49;
fri;Fri;Free;included;299;
vaxel;Växel;Switchboard;excluded;39;premium

allowances
id;plan;kinds;to;where;units;rollover;shared;sv;en
utland;bas;voice;@norden;home eu;120;60;no;Fria utlandsminuter;Free minutes abroad
surf;fri;data;*;home eu;5000000;0;no;Surf;Data
pott;vaxel;voice;#domestic-mobile;home;600;0;yes;Gemensam pott;Shared minutes
`,
  bas: `document;list
id;sverige
name;Sverige
version;2026:1
effective;2026-01-01
plans;bas fri
vat;included
split;no

prices
kind;direction;where;to;band;setup;price;first;next;minimum
voice;out;home;@sverige;;0,69;0,69;60;60;
voice;out;home;@sverige#premium;;;19,90;60;60;
sms;out;home;*;;;0,69;;;
data;out;home;*;;;0,05;1;1;
voice;out;resten;*;;;12;60;60;
voice;in;resten;*;;;6;60;60;
data;out;resten;*;;;1,20;100;100;
`,
  utland: `document;list
id;utland
name;Utland
version;2026:3
effective;2026-10-01
plans;bas fri
vat;included
split;no

prices
kind;direction;where;to;band;setup;price;first;next;minimum
voice;out;home;no-mobil;;0,90;2,00;60;60;
voice;out;home;@norden;;0,90;1,50;60;60;
`,
  foretag: `document;list
id;foretag
name;Företag
version;7
effective;2026-01-01
plans;vaxel
vat;excluded
split;yes

bands
band;days;from;to
dag;mon tue wed thu fri;08:00;18:00

prices
kind;direction;where;to;band;setup;price;first;next;minimum
voice;out;home;#domestic-fixed;dag;;0,60;1;1;
voice;out;home;#domestic-fixed;;;0,30;1;1;
voice;out;home;#domestic-mobile;;0,25;0,345;1;1;0,50
`,
};

export const documents = (texts: Readonly<Record<string, string>>): readonly Document[] =>
  Object.entries(texts).map(([name, text]) => {
    const read = readDocument(text, name);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    return read.document;
  });

export const STOCKHOLM = { timeZone: 'Europe/Stockholm', homeCountry: 'SE' } as const;

export function raterOf(texts: Readonly<Record<string, string>> = SMALL): Rater {
  const compiled = compile(documents(texts), STOCKHOLM);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return compiled.rater;
}

export const call = (other: string, seconds: number, at: string, more: Partial<Usage> = {}): Usage => ({
  kind: 'voice',
  direction: 'out',
  other,
  start: Date.parse(at),
  seconds,
  bytes: 0,
  answered: true,
  visited: '',
  ...more,
});

export const nothingLeft = (): Balances => ({ own: {} });
