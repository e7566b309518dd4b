import { crc32, deflateSync } from 'node:zlib';

/** Small real files, made here so that the repository carries no binaries. */

/** One A4 page with a title, lines and a frame: a valid PDF 1.4. */
export function pdf(title: string, lines: readonly string[]): Buffer {
  const text = (value: string): string => {
    const bytes = Buffer.from(value.replace(/[–—]/g, '-').replace(/[”“»«]/g, '"'), 'latin1').toString(
      'latin1',
    );
    return bytes.replace(/[\\()]/g, '\\$&');
  };
  const body = [
    '0.06 0.35 0.43 RG 1.2 w 40 40 515 762 re S',
    '0.8 w 40 120 m 555 120 l S',
    `BT /F1 20 Tf 60 750 Td (${text(title)}) Tj ET`,
    ...lines.map((line, at) => `BT /F2 11 Tf 60 ${715 - at * 18} Td (${text(line)}) Tj ET`),
    ...sketch(),
    'BT /F2 9 Tf 60 90 Td (Bj\xf6rkviken Arkitekter) Tj ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (sv-SE) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${body.length} >>\nstream\n${body}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A small house in section: roof, walls, floor, water line. */
function sketch(): string[] {
  return [
    '0.2 w 0.3 0.3 0.3 RG',
    '120 250 m 300 400 l 480 250 l S',
    '150 275 m 150 180 l 450 180 l 450 275 l S',
    '300 180 m 300 400 l S',
    '0.2 0.45 0.6 RG 60 160 m 535 160 l S',
    '60 154 m 535 154 l S',
    '[4 3] 0 d 100 250 m 500 250 l S [] 0 d',
  ];
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])) >>> 0, 0);
  return Buffer.concat([head, data, tail]);
}

/** An RGB picture from a function of each point. */
export function png(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    at += 1;
    for (let x = 0; x < width; x += 1)
      for (const value of colour(x / width, y / height))
        rows[at++] = Math.max(0, Math.min(255, Math.round(value)));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

let dusk: Buffer | undefined;

/** Boathouses by the water at dusk; painted once. */
export function boathouses(): Buffer {
  dusk ??= png(720, 405, (x, y) => {
    const gable = (left: number, width: number, top: number): boolean => {
      const middle = left + width / 2;
      return x > left && x < left + width && y < 0.68 && y > top + Math.abs(x - middle) * 0.9;
    };
    if (y > 0.68) {
      const shimmer = Math.sin(y * 260 + Math.sin(x * 18) * 2) * 9;
      return [58 + shimmer + (1 - y) * 60, 104 + shimmer, 124 + shimmer];
    }
    for (const [left, width, top, red] of [
      [0.1, 0.2, 0.34, 142],
      [0.36, 0.24, 0.28, 158],
      [0.66, 0.22, 0.36, 132],
    ] as const) {
      if (!gable(left, width, top)) continue;
      const door = Math.abs(x - left - width / 2) < width * 0.16 && y > 0.52;
      const board = (x * 120) % 1 < 0.12 ? 16 : 0;
      return door ? [38, 46, 50] : [red - board, 62 - board / 2, 48 - board / 2];
    }
    return [246 - y * 90, 206 - y * 40, 172 + y * 60];
  });
  return dusk;
}

/** The eaves in detail: rafters, boards and a measured overhang. */
export function eaves(): Buffer {
  return png(800, 600, (x, y) => {
    const grid = (x * 40) % 1 < 0.02 || (y * 30) % 1 < 0.025;
    const roof = Math.abs(y - (0.75 - x * 0.6)) < 0.035;
    const wall = x > 0.55 && x < 0.63 && y > 0.44;
    const measure = Math.abs(y - 0.86) < 0.004 && x > 0.2 && x < 0.55;
    if (measure) return [190, 60, 40];
    if (roof) return [60, 74, 80];
    if (wall) return (y * 60) % 1 < 0.1 ? [120, 84, 60] : [176, 134, 96];
    return grid ? [222, 232, 234] : [250, 252, 252];
  });
}

/** Colour samples, three stripes. */
export function samples(): Buffer {
  return png(720, 300, (x, y) => {
    const grain = Math.sin(y * 300 + x * 40) * 4;
    const stripe = x < 1 / 3 ? [92, 122, 98] : x < 2 / 3 ? [182, 152, 104] : [86, 96, 110];
    const [red = 0, green = 0, blue = 0] = stripe;
    return [red + grain, green + grain, blue + grain];
  });
}

/** The office's mark: a gable over a water line. */
export function mark(): Buffer {
  return png(240, 80, (x, y) => {
    const isGable = Math.abs(y - (0.18 + Math.abs(x - 0.3) * 2.4)) < 0.07 && Math.abs(x - 0.3) < 0.2;
    const isPost = (Math.abs(x - 0.14) < 0.012 || Math.abs(x - 0.46) < 0.012) && y > 0.5 && y < 0.78;
    const isWater = Math.abs(y - 0.84 - Math.sin(x * 40) * 0.02) < 0.03 && x > 0.06 && x < 0.94;
    return isGable || isPost || isWater ? [32, 74, 62] : [255, 255, 255];
  });
}

export interface Meeting {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly summary: string;
  readonly place: string;
  readonly description: string;
  readonly organiser: { readonly name: string; readonly address: string };
  readonly guests: readonly { readonly name: string; readonly address: string }[];
}

/** RFC 5545 with a METHOD, wall time of Stockholm; `start` and `end` as `20261126T090000`. */
export function invitation(meeting: Meeting): string {
  const escape = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');
  const lines = [
    'BEGIN:VCALENDAR', 'PRODID:-//Björkviken//Kalender//SV', 'VERSION:2.0', 'METHOD:REQUEST',
    'BEGIN:VTIMEZONE', 'TZID:Europe/Stockholm',
    'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD',
    'BEGIN:DAYLIGHT', 'DTSTART:19700329T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT',
    'END:VTIMEZONE',
    'BEGIN:VEVENT', `UID:${meeting.uid}`, 'SEQUENCE:0', 'STATUS:CONFIRMED', `DTSTAMP:${meeting.start.slice(0, 8)}T000000Z`,
    `DTSTART;TZID=Europe/Stockholm:${meeting.start}`, `DTEND;TZID=Europe/Stockholm:${meeting.end}`,
    `SUMMARY:${escape(meeting.summary)}`, `LOCATION:${escape(meeting.place)}`, `DESCRIPTION:${escape(meeting.description)}`,
    `ORGANIZER;CN="${meeting.organiser.name}":mailto:${meeting.organiser.address}`,
    ...meeting.guests.map(({ name, address }) => `ATTENDEE;CN="${name}";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${address}`),
    'END:VEVENT', 'END:VCALENDAR', '',
  ]; // prettier-ignore
  return lines.join('\r\n');
}
