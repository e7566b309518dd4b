import type { CalendarTime, InvitationCard, Person } from '../types.ts';
import { ianaZone } from '../settings/windows-zones.ts';

interface Line {
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
}

/** Content lines, unfolded (RFC 5545 §3.1). Addresses in ATTACH, IMAGE, ALTREP and the like are never followed: they are not read at all. */
function lines(text: string): readonly Line[] {
  return text
    .slice(0, 500_000)
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .slice(0, 20_000)
    .flatMap((raw): Line[] => {
      const head = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*)(?:,(?:"[^"]*"|[^;:"]*))*)*):/.exec(
        raw,
      );
      if (!head) return [];
      const params = new Map<string, string>();
      for (const [, key, value] of (head[2] ?? '').matchAll(/;([A-Za-z0-9-]+)=("[^"]*"|[^;]*)/g)) {
        params.set((key ?? '').toUpperCase(), (value ?? '').replace(/^"|"$/g, ''));
      }
      return [{ name: (head[1] ?? '').toUpperCase(), params, value: raw.slice(head[0].length) }];
    });
}

const text = (value: string): string =>
  value.replace(/\\([nN,;\\])/g, (_, c: string) => (c === 'n' || c === 'N' ? '\n' : c)).trim();

function person(line: Line): Person | null {
  const address = /^mailto:(.+)$/i.exec(line.value.trim())?.[1]?.trim() ?? '';
  const name = text(line.params.get('CN') ?? '');
  return address || name ? { name: name === address ? '' : name, address } : null;
}

function time(line: Line | undefined): CalendarTime | null {
  const found = line && /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(line.value.trim());
  if (!found) return null;
  const [, y, m, d, hh, mm, ss, utc] = found;
  const date = `${y}-${m}-${d}`;
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return null;
  if (hh === undefined) return { local: date, zone: '', allDay: true };
  if (Number(hh) > 23 || Number(mm) > 59) return null;
  return {
    local: `${date}T${hh}:${mm}:${ss}`,
    zone: utc ? 'UTC' : ianaZone(line.params.get('TZID') ?? ''),
    allDay: false,
  };
}

const METHODS = new Set(['request', 'cancel', 'reply', 'publish']);
const STATUS = new Map([
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['TENTATIVE', 'tentative'],
] as const);

/** The first event of a calendar part, for a card. Null when broken: it is then shown as the attachment it is. */
export function readInvitation(source: string): InvitationCard | null {
  const all = lines(source);
  const begin = all.findIndex(
    (line) => line.name === 'BEGIN' && line.value.trim().toUpperCase() === 'VEVENT',
  );
  const end = all.findIndex(
    (line, at) => at > begin && line.name === 'END' && line.value.trim().toUpperCase() === 'VEVENT',
  );
  if (begin === -1 || end === -1) return null;
  let depth = 0;
  const event: Line[] = [];
  for (const line of all.slice(begin + 1, end)) {
    if (line.name === 'BEGIN') depth += 1;
    if (depth === 0) event.push(line);
    if (line.name === 'END') depth -= 1;
  }
  const get = (name: string): Line | undefined => event.find((line) => line.name === name);
  const start = time(get('DTSTART'));
  if (!start) return null;
  const method = (all.find((line) => line.name === 'METHOD')?.value ?? '').trim().toLowerCase();
  const organizer = get('ORGANIZER');
  return {
    method: METHODS.has(method) ? (method as InvitationCard['method']) : 'other',
    summary: text(get('SUMMARY')?.value ?? '').slice(0, 500),
    location: text(get('LOCATION')?.value ?? '').slice(0, 500),
    organizer: organizer ? person(organizer) : null,
    attendees: event
      .filter((line) => line.name === 'ATTENDEE')
      .slice(0, 500)
      .flatMap((line) => {
        const one = person(line);
        const status = STATUS.get((line.params.get('PARTSTAT') ?? '').toUpperCase() as 'ACCEPTED') ?? 'none';
        return one ? [{ person: one, status }] : [];
      }),
    start,
    end: time(get('DTEND')),
    repeats: get('RRULE') !== undefined || get('RDATE') !== undefined,
  };
}
