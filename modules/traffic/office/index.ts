/** The office's screens of traffic: what came in, and what is kept until when. */
export { DayBars } from './day-bars.tsx';
export { screens } from './screens.ts';
