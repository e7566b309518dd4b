/** Country calling codes in use (ITU-T E.164, list of assigned codes): the digits that may follow the first one or two. */
const TWO =
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98';
const THREE: Readonly<Record<string, string>> = {
  '21': '12368',
  '22': '0123456789',
  '23': '0123456789',
  '24': '0123456789',
  '25': '012345678',
  '26': '0123456789',
  '29': '01789',
  '35': '0123456789',
  '37': '0123456789',
  '38': '01235679',
  '42': '013',
  '50': '0123456789',
  '59': '0123456789',
  '67': '023456789',
  '68': '012356789',
  '69': '012',
  '80': '08',
  '85': '02356',
  '87': '08',
  '88': '012368',
  '96': '012345678',
  '97': '012345679',
  '99': '234568',
};

/** For every three digits, how many of them are the country code; 0 when no country has it. */
const LENGTHS: Uint8Array = (() => {
  const lengths = new Uint8Array(1000);
  lengths.fill(1, 100, 200).fill(1, 700, 800);
  for (const code of TWO.split(' ')) lengths.fill(2, Number(code) * 10, Number(code) * 10 + 10);
  for (const [stem, last] of Object.entries(THREE))
    for (const digit of last) lengths[Number(stem + digit)] = 3;
  return lengths;
})();

/** @returns how many of the first digits are a country code (1 to 3), or 0 when no country has it. `digits` is an E.164 number without its plus. */
export function countryCodeLength(digits: string): number {
  return LENGTHS[Number(digits.slice(0, 3))] ?? 0;
}
