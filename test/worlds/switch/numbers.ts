const series = (stem: string, from: number, to: number, width: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => stem + String(from + at).padStart(width, '0'));

/** Swedish numbers that PTS keeps free for fiction, as E.164 digits. */
export const fictitiousNumbers: readonly string[] = [
  ...series('463139006', 0, 49, 2),
  ...series('464062804', 0, 49, 2),
  ...series('468465004', 0, 99, 2),
  ...series('46980319', 200, 299, 3),
  ...series('467017406', 5, 99, 2),
];

/** Numbers abroad that are kept free for fiction. */
export const fictitiousAbroad: readonly string[] = [
  ...series('120255501', 0, 99, 2),
  ...series('4420794600', 0, 99, 2),
];

export const shortCodes: readonly string[] = ['112', '116111', '118118', '1177', '222'];
