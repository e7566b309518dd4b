/** A day in the middle of a month, YYYY-MM, whatever the zone: for its name. */
export const dayIn = (month: string): Date => new Date(`${month}-15T12:00:00Z`);

export function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

/** Noon of a day, YYYY-MM-DD: the same date in every zone that reads it here. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00`);
