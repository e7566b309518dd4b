import { registerOf, type DataMap, type Transfer } from '#platform/data-map';
import type { Controller } from '#platform/config';

const HEAD = ['purpose', 'legal bases', 'categories', 'people', 'recipients', 'ends', 'stored in'] as const;

/** RFC 4180; a cell that a spreadsheet would run as a formula is quoted by an apostrophe. */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The register of processing (GDPR Art. 30.1; promise law.3), one row for each purpose in use, readable in any spreadsheet. */
export function registerCsv(
  maps: readonly DataMap[],
  controller: Controller,
  transfers: readonly Transfer[],
): string {
  const { activities, security } = registerOf(maps, controller, transfers);
  const rows: readonly (readonly string[])[] = [
    ['controller', controller.name, controller.number, controller.address, controller.email],
    ['measures', security],
    ...transfers.map(({ recipient, country, safeguard }) => [
      'transfer outside the EEA',
      recipient,
      country,
      safeguard,
    ]),
    [],
    HEAD,
    ...activities.map((activity) => [
      activity.purpose,
      activity.bases.join('; '),
      activity.categories.join('; '),
      activity.subjects.join('; '),
      activity.recipients.join('; '),
      activity.ends.join('; '),
      activity.places.join('; '),
    ]),
  ];
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
