/** Rows one below the other, all as high, some with a heading above: where each stands is reckoned, not measured. */
export interface Strip {
  readonly count: number;
  /** Pixels. */
  readonly rowHeight: number;
  readonly headHeight: number;
  /** Indexes of the rows that have a heading above them, rising; a handful. */
  readonly heads: readonly number[];
}

/** Rows from `from` up to, but not with, `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function heightOf({ count, rowHeight, headHeight, heads }: Strip): number {
  return count * rowHeight + heads.length * headHeight;
}

/** Where a row begins, its heading included. */
export function topOf({ rowHeight, headHeight, heads }: Strip, index: number): number {
  return index * rowHeight + heads.filter((head) => head < index).length * headHeight;
}

/** The row at a height, its heading included; the first above the strip, the last below it, -1 in an empty one. */
export function rowAt(strip: Strip, height: number): number {
  const { count, rowHeight, headHeight, heads } = strip;
  let above = 0;
  for (const head of heads) {
    if (topOf(strip, head) + headHeight > height) {
      // Before that heading's end it is the heading's own row, or one of those before it.
      const before = Math.floor((height - above * headHeight) / rowHeight);
      return Math.min(Math.max(0, Math.min(before, head)), count - 1);
    }
    above += 1;
  }
  return Math.min(Math.max(0, Math.floor((height - above * headHeight) / rowHeight)), count - 1);
}

/** The rows of which something is seen between two heights, and `spare` more on either side. */
export function stretchOf(strip: Strip, top: number, height: number, spare: number): Stretch {
  if (strip.count === 0) return { from: 0, to: 0 };
  return {
    from: Math.max(0, rowAt(strip, top) - spare),
    to: Math.min(strip.count, rowAt(strip, top + height - 1) + 1 + spare),
  };
}
