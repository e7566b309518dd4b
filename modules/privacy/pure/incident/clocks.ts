/** Who must be told of an incident, and by when. Hours, not days: they run through nights, weekends, holidays and changes of the clock. */
export type Clock = 'pts-first' | 'pts-supplement' | 'imy' | 'people';
export type Authority = 'pts' | 'imy';

const HOUR = 3_600_000;

/**
 * Source of each: LEK 8 kap. and Commission Regulation (EU) No 611/2013 Art. 2.2 (24 hours after detection) and 2.3 (three days after
 * the first notification); GDPR Art. 33.1 (72 hours after becoming aware). Promise law.4.
 */
export const HOURS: Readonly<Record<Exclude<Clock, 'people'>, number>> = {
  'pts-first': 24,
  'pts-supplement': 72,
  imy: 72,
};

/** What has been done about a clock: told, or found not to be needed, at this moment (milliseconds since the epoch). */
export interface Answered {
  readonly clock: Clock;
  readonly how: 'told' | 'not-needed';
  readonly at: number;
}

export interface Running {
  readonly clock: Clock;
  /** Last moment, milliseconds since the epoch; undefined for «without undue delay», which has no number (Reg. 611/2013 Art. 3.3, GDPR Art. 34.1). */
  readonly due: number | undefined;
  readonly answered: Answered | undefined;
  /** `late`: not answered in time, whether or not it was answered after. */
  readonly state: 'running' | 'in-time' | 'late' | 'not-needed';
}

/** The clocks of one incident, in the order they run out. All moments are milliseconds since the epoch. */
export function clocksOf(
  incident: {
    readonly awareAt: number;
    readonly authorities: readonly Authority[];
    readonly peopleAtRisk: boolean;
  },
  answered: readonly Answered[],
  now: number,
): readonly Running[] {
  const { awareAt, authorities, peopleAtRisk } = incident;
  const answerTo = (clock: Clock): Answered | undefined => answered.find((one) => one.clock === clock);
  const first = answerTo('pts-first');
  // The supplement counts from the first report; while that is unsent, from the last moment it could be sent.
  const supplementFrom = first?.at ?? awareAt + HOURS['pts-first'] * HOUR;
  const due: readonly (readonly [Clock, number | undefined])[] = [
    ...(authorities.includes('pts')
      ? ([
          ['pts-first', awareAt + HOURS['pts-first'] * HOUR],
          ['pts-supplement', supplementFrom + HOURS['pts-supplement'] * HOUR],
        ] as const)
      : []),
    ...(authorities.includes('imy') ? ([['imy', awareAt + HOURS.imy * HOUR]] as const) : []),
    ...(peopleAtRisk ? ([['people', undefined]] as const) : []),
  ];
  return due.map(([clock, at]) => {
    const answer = answerTo(clock);
    return { clock, due: at, answered: answer, state: stateOf(at, answer, now) };
  });
}

function stateOf(due: number | undefined, answer: Answered | undefined, now: number): Running['state'] {
  if (answer?.how === 'not-needed') return 'not-needed';
  if (answer !== undefined) return due === undefined || answer.at <= due ? 'in-time' : 'late';
  return due !== undefined && now > due ? 'late' : 'running';
}

/** A moment as the clock on the wall shows it with its distance from UTC, `2026-10-25 02:30 +01:00`: at a change of the clock the same hour comes twice. */
export function wallTime(moment: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(moment);
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${parts} ${offset === undefined || offset === 'GMT' ? '+00:00' : offset.replace('GMT', '')}`;
}

const CLOCKS: readonly Clock[] = ['pts-first', 'pts-supplement', 'imy', 'people'];

/** What an event of the incident's log answers, by the event's name. */
export const INCIDENT_ANSWERS: ReadonlyMap<string, Omit<Answered, 'at'>> = new Map(
  CLOCKS.flatMap((clock) =>
    (['told', 'not-needed'] as const).map((how) => [`${how}:${clock}`, { clock, how }] as const),
  ),
);
