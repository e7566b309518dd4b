/** Reads kronor with at most five decimals, with a comma or a point: «0,69». @returns whole milliöre, or undefined when it is no such amount. */
export function readKronor(text: string): number | undefined {
  const found = /^(\d{1,8})(?:[.,](\d{1,5}))?$/.exec(text);
  return found ? Number(found[1]) * 100_000 + Number((found[2] ?? '').padEnd(5, '0')) : undefined;
}

/** Writes milliöre as kronor with a comma, at least two decimals: 69000 is «0,69». */
export function writeKronor(milliOre: number): string {
  const decimals = String(milliOre % 100_000)
    .padStart(5, '0')
    .replace(/0{1,3}$/, '');
  return `${Math.floor(milliOre / 100_000)},${decimals}`;
}

/** Half up, exactly, of two safe integers that aren't negative. */
export function halfUp(numerator: number, denominator: number): number {
  const rest = numerator % denominator;
  return (numerator - rest) / denominator + (rest * 2 >= denominator ? 1 : 0);
}
