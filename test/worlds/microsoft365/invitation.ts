import type { Email } from 'postal-mime';
import type { MeetingInvitation } from './message.ts';

/** The meeting in a message's text/calendar part, where it has a METHOD; null when there is none. */
export function readInvitation(mail: Email): MeetingInvitation | null {
  const part = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (part === undefined) return null;
  const text = textIn(part.content);
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const method = (part.method ?? valueOf(lines, 'METHOD')?.value ?? '').toUpperCase();
  const start = valueOf(lines.slice(lines.indexOf('BEGIN:VEVENT')), 'DTSTART');
  const end = valueOf(lines.slice(lines.indexOf('BEGIN:VEVENT')), 'DTEND') ?? start;
  const kind = ({ REQUEST: 'request', CANCEL: 'cancel', REPLY: 'reply' } as const)[method];
  if (kind === undefined || start === undefined || end === undefined) return null;
  const from = momentOf(start.value);
  const until = momentOf(end.value);
  if (from === undefined || until === undefined) return null;
  return {
    method: kind,
    start: from,
    end: until,
    // Exchange hands out event times in UTC unless asked otherwise; wall times keep the zone they came with.
    timeZone: start.value.endsWith('Z') ? 'UTC' : windowsZone(/TZID="?([^";:]+)/.exec(start.parameters)?.[1]),
    isAllDay: start.value.length === 8,
    location: (valueOf(lines, 'LOCATION')?.value ?? '').replace(/\\([,;\\])/g, '$1'),
  };
}

function windowsZone(zone: string | undefined): string {
  if (zone === undefined) return 'UTC';
  return /^Europe\/(Stockholm|Berlin|Amsterdam|Vienna|Rome|Oslo)$/.test(zone)
    ? 'W. Europe Standard Time'
    : zone;
}

function valueOf(lines: readonly string[], name: string): { value: string; parameters: string } | undefined {
  const line = lines.find((entry) => entry.startsWith(`${name}:`) || entry.startsWith(`${name};`));
  if (line === undefined) return undefined;
  const colon = /^(?:[^":]|"[^"]*")*:/.exec(line)?.[0].length ?? 0;
  return colon === 0
    ? undefined
    : { value: line.slice(colon).trim(), parameters: line.slice(name.length, colon - 1) };
}

function momentOf(value: string): string | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?/.exec(value);
  if (found === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = found;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.0000000`;
}

function textIn(content: string | ArrayBuffer | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
