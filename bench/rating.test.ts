import { expect, test } from 'vitest';
import { benchRating, ratingTable } from './rating.ts';

test('the bench of rating says how long a rating takes, and how that compares within the same run', async () => {
  const lines = await benchRating(3000, 1);
  expect(lines.map(({ metric }) => metric)).toEqual([
    'longest prefix alone, by a Map for each length',
    'a rating',
    'ratings a second and core',
    'a rating with its explanation packed',
    'a record simulated by two books',
  ]);
  for (const { value } of lines) expect(value).toBeGreaterThan(0);
  expect(ratingTable(lines).split('\n').length).toBe(6);
});
