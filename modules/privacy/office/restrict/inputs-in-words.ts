import type { Format } from '@telink/ui';

/** What a decision was taken by, as people read it. `inputs`: JSON, names as in DECISIONS; those in öre end in «Ore». */
export function inputsInWords(
  inputs: string,
  names: Readonly<Record<string, string>>,
  format: Pick<Format, 'kronor' | 'count'>,
): (readonly [name: string, value: string])[] {
  if (inputs === '') return [];
  const given = JSON.parse(inputs) as Readonly<Record<string, string | number>>;
  return Object.entries(given).map(([name, value]) => [
    names[name] ?? name,
    typeof value === 'string'
      ? value
      : /ore$/iu.test(name)
        ? format.kronor(BigInt(value), true)
        : format.count(value),
  ]);
}
