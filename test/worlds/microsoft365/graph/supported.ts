import type { GraphAnswer, GraphCall } from './call.ts';
import { notFound } from './call.ts';

const zones: readonly (readonly [windows: string, iana: string, shown: string])[] = [
  [
    'W. Europe Standard Time',
    'Europe/Stockholm',
    '(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien',
  ],
  ['GMT Standard Time', 'Europe/London', '(UTC+00:00) Dublin, Edinburgh, Lissabon, London'],
  ['FLE Standard Time', 'Europe/Helsinki', '(UTC+02:00) Helsingfors, Kiev, Riga, Sofia, Tallinn, Vilnius'],
  ['Romance Standard Time', 'Europe/Paris', '(UTC+01:00) Bryssel, Köpenhamn, Madrid, Paris'],
  ['Eastern Standard Time', 'America/New_York', '(UTC-05:00) Eastern Time (USA och Kanada)'],
  ['Pacific Standard Time', 'America/Los_Angeles', '(UTC-08:00) Pacific Time (USA och Kanada)'],
  ['Tokyo Standard Time', 'Asia/Tokyo', '(UTC+09:00) Osaka, Sapporo, Tokyo'],
  ['UTC', 'Etc/UTC', '(UTC) Koordinerad universell tid'],
];

export function supported(call: GraphCall, rest: readonly string[]): GraphAnswer {
  const name = rest.join('/').toLowerCase();
  const context = { '@odata.context': `${call.graph}/v1.0/$metadata#Collection(item)` };
  if (name.startsWith('supportedlanguages'))
    return {
      status: 200,
      body: {
        ...context,
        value: [
          { locale: 'sv-SE', displayName: 'svenska (Sverige)' },
          { locale: 'en-US', displayName: 'English (United States)' },
          { locale: 'en-GB', displayName: 'English (United Kingdom)' },
        ],
      },
    };
  if (name.startsWith('supportedtimezones')) {
    const iana = /iana/i.test(name);
    return {
      status: 200,
      body: {
        ...context,
        value: zones.map(([windows, other, displayName]) =>
          iana ? { alias: other, displayName: other } : { alias: windows, displayName },
        ),
      },
    };
  }
  throw notFound();
}
