/** What the API calls a record: when it began, milliseconds since the epoch, and its event. Unique within a customer. */
export const recordKey = (start: number, event: string): string => `${start}.${event}`;

/** @returns undefined when it is none. */
export function readRecordKey(key: string): { readonly start: string; readonly event: string } | undefined {
  const [, start = '', event = ''] =
    /^(\d{12,14})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(key) ?? [];
  const at = new Date(Number(start));
  return event === '' || Number.isNaN(at.getTime()) ? undefined : { start: at.toISOString(), event };
}

/** ISO 8601 of a moment with the offset where it was recorded (promise traffic.6). */
export function withOffset(at: number, minutes: number): string {
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
