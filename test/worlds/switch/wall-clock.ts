const pad = (value: number): string => String(value).padStart(2, '0');

/** Shows instants as a switch with this zone writes them: `2026-11-24 10:23:45`. The zone's rules are asked once for each hour. */
export function wallClock(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const hours = new Map<number, string>();
  const minutes = Array.from({ length: 3600 }, (_, at) => `${pad(Math.floor(at / 60))}:${pad(at % 60)}`);
  return (instant) => {
    const hour = Math.floor(instant / 3_600_000);
    let stem = hours.get(hour);
    if (stem === undefined) {
      stem = format.format(hour * 3_600_000).slice(0, 14);
      hours.set(hour, stem);
    }
    return stem + minutes[Math.floor((instant % 3_600_000) / 1000)]!;
  };
}
