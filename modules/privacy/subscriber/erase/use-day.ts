import { useFormat } from '@telink/ui';
import { dateOf } from '../requests/say.ts';

/** An ISO day in the reader's words. */
export function useDay(): (day: string) => string {
  const format = useFormat();
  return (day) => format.date(dateOf(day));
}
