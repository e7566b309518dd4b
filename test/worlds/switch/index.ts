/** Stand-in for the operator's switches: a seeded day of their traffic in every format, the traps included, and the truth about it. */
export { callAt, type DaySpec, type SwitchCall } from './day.ts';
export { pack, traffic, writeTraffic, type FileSpec, type Truth } from './file.ts';
export { fictitiousAbroad, fictitiousNumbers } from './numbers.ts';
