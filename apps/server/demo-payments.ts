/** Payments as Bankgirot sends them (BgMax, version 01): the opening, one payment a row, the deposit’s sum, the trailer. Amounts in öre. */
export function bgMaxFile(
  payments: readonly { readonly ocr: string; readonly ore: number }[],
  /** YYYYMMDD */
  day: string,
  bankgiro: string,
): Buffer {
  const n = (value: number | string, width: number): string => String(value).padStart(width, '0');
  const total = payments.reduce((sum, { ore }) => sum + ore, 0);
  const lines = [
    `01BGMAX               01${day}173035010331P`,
    `05${n(bankgiro.replaceAll(/\D/g, ''), 10)}          SEK`,
    ...payments.map(
      ({ ocr, ore }, index) =>
        `20${n(0, 10)}${ocr.padStart(25)}${n(ore, 18)}${ocr === '' ? '0' : '2'}1${n(index + 1, 12)}0`,
    ),
    `15${n(58410000010098232, 35)}${day}00001${n(total, 18)}SEK${n(payments.length, 8)} `,
    `70${n(payments.length, 8)}${n(0, 8)}${n(0, 8)}${n(1, 8)}`,
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
