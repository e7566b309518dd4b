import type { Account } from './accounts.ts';
import type { MessageContent, MessageDraft, Person } from './message.ts';
import { emptyDraft } from './message.ts';
import { conversationIndexOf } from './read-eml.ts';

const given = [
  'Tove',
  'Oskar',
  'Amina',
  'Henrik',
  'Sara',
  'Jonas',
  'Ingrid',
  'Mehmet',
  'Linnea',
  'Gustav',
  'Farah',
  'Nils',
  'Agnes',
  'Love',
  'Petra',
  'Anders',
];
const family = [
  'Sandström',
  'Wennerholm',
  'Haddad',
  'Rask',
  'Nyberg',
  'Ekdahl',
  'Lund',
  'Yilmaz',
  'Berg',
  'Åkesson',
  'Karimi',
  'Holm',
  'Öberg',
  'Dahl',
  'Falk',
  'Vik',
];
const topics = [
  'Ritningar',
  'Platsbesök',
  'Offert',
  'Protokoll',
  'Tidplan',
  'Faktura',
  'Bygglov',
  'Möte',
  'Avtal',
  'Besiktning',
  'Leverans',
  'Frågor',
  'Underlag',
  'Ändring',
  'Kontroll',
  'Godkännande',
];
const places = [
  'Sjöbodarna',
  'Kv. Linden',
  'Norra kajen',
  'Skolan i Ekeby',
  'Hamnmagasinet',
  'Villa Björk',
  'Biblioteket',
  'Torget',
];
const words =
  'takfot panel bärlina modul räcke kommunen ritning skala stolpe brygga grund stomme fasad fönster dörr trappa ventilation ljud brand tillgänglighet höjd mått snitt plan detalj material trä puts tegel plåt glas kulör prov tidplan leverans pris kostnad beslut möte protokoll fråga svar underlag ändring version datum vecka torsdag måndag'.split(
    ' ',
  );

/** 32 bits that depend only on `n` and `salt`. */
function mix(n: number, salt: number): number {
  let x = (Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}

function pick<T>(list: readonly T[], n: number, salt: number): T {
  return list[mix(n, salt) % list.length] as T;
}

function personAt(n: number, salt: number): Person {
  const first = pick(given, n, salt);
  const last = pick(family, n, salt + 1);
  const plain = `${first}.${last}`.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return { name: `${first} ${last}`, address: `${plain}@example.com` };
}

function sentence(n: number, salt: number): string {
  const length = 6 + (mix(n, salt) % 8);
  const chosen = Array.from({ length }, (_, at) => pick(words, n * 31 + at, salt));
  const text = chosen.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function contentAt(n: number, subject: string): MessageContent {
  const paragraphs = Array.from(
    { length: 2 + (mix(n, 20) % 4) },
    (_, at) => `<p>${sentence(n, 30 + at)} ${sentence(n, 50 + at)}</p>`,
  );
  return {
    body: {
      contentType: 'html',
      content: `<html><body><p>Hej!</p>${paragraphs.join('')}<p>Hälsningar</p></body></html>`,
    },
    attachments:
      mix(n, 8) % 6 === 0
        ? [
            {
              number: 1,
              kind: 'file',
              name: `underlag-${n}.txt`,
              contentType: 'text/plain',
              bytes: Buffer.from(`${subject}\n${sentence(n, 70)}\n`),
              isInline: false,
              contentId: null,
              modified: 0,
            },
          ]
        : [],
    headers: [
      {
        name: 'Authentication-Results',
        value:
          'mx.example.se; spf=pass smtp.mailfrom=example.com; dkim=pass header.d=example.com; dmarc=pass header.from=example.com',
      },
    ],
  };
}

/**
 * `n` messages, newest first, about 11 minutes apart back from `now`. The bodies are built when read. Message k
 * is the same for every n, so that a bench can compare sizes.
 */
export function* syntheticMessages(n: number, now: number, account: Account): Generator<MessageDraft> {
  const owner: Person = { name: account.name, address: account.address };
  const start = Math.floor(now / 1000) * 1000;
  for (let k = 0; k < n; k += 1) {
    const thread = mix(Math.floor(k / 3), 1);
    const place = pick(places, thread, 2);
    const subject = `${k % 3 === 2 ? '' : 'Sv: '}${place}: ${pick(topics, thread, 3).toLowerCase()} ${(thread % 900) + 100}`;
    const from = personAt(k, 4);
    const received = start - k * 660_000 - (mix(k, 5) % 600) * 1000;
    const root = `<thread-${Math.floor(k / 3)}@mail.example>`;
    yield {
      ...emptyDraft(received, from),
      received,
      sent: received - 4000,
      subject,
      from,
      sender: from,
      to: [owner],
      cc: mix(k, 6) % 4 === 0 ? [personAt(k, 60)] : [],
      isRead: mix(k, 7) % 9 !== 0,
      isDraft: false,
      flag: { status: mix(k, 9) % 40 === 0 ? 'flagged' : 'notFlagged' },
      categories: mix(k, 10) % 12 === 0 ? [k % 2 === 0 ? 'Bygglov' : 'Konstruktion'] : [],
      hasAttachments: mix(k, 8) % 6 === 0,
      preview: `Hej! ${sentence(k, 30)} ${sentence(k, 50)}`.slice(0, 255),
      conversation: root,
      conversationIndex: conversationIndexOf(root, 2 - (k % 3), received),
      internetMessageId: `<m${k}@mail.example>`,
      references: [],
      size: 2000 + (mix(k, 11) % 9000),
      content: () => contentAt(k, subject),
    };
  }
}
