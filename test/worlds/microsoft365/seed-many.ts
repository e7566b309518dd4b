import type { Account } from './accounts.ts';
import type { Folder } from './folder.ts';
import type { FlagState, LazyDraft, MessageContent, Person, StoredMessage } from './message.ts';
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
  const found = list[mix(n, salt) % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
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

/** Builds everything but its state when asked: 100,000 of these take some tens of megabytes. */
class SyntheticMessage implements StoredMessage {
  readonly key: number;
  folder: Folder;
  moves = 0;
  version: number;
  created: number;
  modified: number;
  hidden = false;
  received: number;
  isRead: boolean;
  isDraft = false;
  flag: FlagState;
  categories: readonly string[];
  importance: 'low' | 'normal' | 'high' = 'normal';
  classification: 'focused' | 'other' = 'focused';
  readReceipt = false;
  deliveryReceipt = false;
  private readonly seed: SyntheticDraft;

  constructor(seed: SyntheticDraft, key: number, folder: Folder, version: number) {
    this.seed = seed;
    this.key = key;
    this.folder = folder;
    this.version = version;
    this.received = seed.received;
    this.created = seed.received;
    this.modified = seed.received;
    this.isRead = seed.isRead;
    const { n } = seed;
    this.flag = mix(n, 9) % 40 === 0 ? flagged : notFlagged;
    this.categories = mix(n, 10) % 12 === 0 ? (n % 2 === 0 ? building : structure) : none;
  }
  get sent(): number {
    return this.received - 4000;
  }
  get subject(): string {
    const thread = mix(this.seed.thread, 1);
    const topic = pick(topics, thread, 3).toLowerCase();
    return `${this.seed.answers === 0 ? '' : 'Sv: '}${pick(places, thread, 2)}: ${topic} ${(thread % 900) + 100}`;
  }
  get from(): Person {
    return personAt(this.seed.n, 4);
  }
  get sender(): Person {
    return this.from;
  }
  get to(): readonly Person[] {
    return [this.seed.owner];
  }
  get cc(): readonly Person[] {
    return mix(this.seed.n, 6) % 4 === 0 ? [personAt(this.seed.n, 60)] : [];
  }
  get bcc(): readonly Person[] {
    return [];
  }
  get replyTo(): readonly Person[] {
    return [];
  }
  get hasAttachments(): boolean {
    return mix(this.seed.n, 8) % 6 === 0;
  }
  get preview(): string {
    return `Hej! ${sentence(this.seed.n, 30)} ${sentence(this.seed.n, 50)}`.slice(0, 255);
  }
  get conversation(): string {
    return `<thread-${this.seed.thread}@mail.example>`;
  }
  get conversationIndex(): string {
    return conversationIndexOf(this.conversation, this.seed.answers, this.received);
  }
  get internetMessageId(): string {
    return `<m${this.seed.n}@mail.example>`;
  }
  get inReplyTo(): string {
    return '';
  }
  get references(): readonly string[] {
    return [];
  }
  get meeting(): null {
    return null;
  }
  get size(): number {
    return 2000 + (mix(this.seed.n, 11) % 9000);
  }
  content = (): MessageContent => contentAt(this.seed.n, this.subject);
}

interface SyntheticDraft extends LazyDraft {
  readonly n: number;
  readonly thread: number;
  /** How many came before it in its conversation. */
  readonly answers: number;
  readonly owner: Person;
}

const flagged: FlagState = { status: 'flagged' };
const notFlagged: FlagState = { status: 'notFlagged' };
const none: readonly string[] = [];
const building: readonly string[] = ['Bygglov'];
const structure: readonly string[] = ['Konstruktion'];

function placeInThread(n: number, threads: 'threes' | 'mixed'): { thread: number; answers: number } {
  const [of, at] = [Math.floor(n / 3), n % 3];
  if (threads === 'threes') return { thread: of, answers: 2 - at };
  return at === 2 ? { thread: of * 2 + 1, answers: 0 } : { thread: of * 2, answers: 1 - at };
}

/**
 * `n` messages, newest first, about 11 minutes apart back from `now`. Message k is the same for every n, so that
 * a bench can compare sizes. `threads`: conversations of three, or `mixed`, every other one a single message.
 */
export function* syntheticMessages(
  n: number,
  now: number,
  account: Account,
  threads: 'threes' | 'mixed' = 'threes',
): Generator<LazyDraft> {
  const owner: Person = { name: account.name, address: account.address };
  const start = Math.floor(now / 1000) * 1000;
  for (let k = 0; k < n; k += 1) {
    const draft: SyntheticDraft = {
      n: k,
      ...placeInThread(k, threads),
      owner,
      received: start - k * 660_000 - (mix(k, 5) % 600) * 1000,
      isRead: mix(k, 7) % 9 !== 0,
      isDraft: false,
      placed: (key, folder, version) => new SyntheticMessage(draft, key, folder, version),
    };
    yield draft;
  }
}
