/** What the person at the terminal sees. Not the log: that is one JSON line per event on standard output when it is not a terminal. */
export interface Say {
  step(what: string): void;
  line(text: string): void;
}

export function createSay(): Say {
  const began = Date.now();
  return {
    step: (what) =>
      process.stderr.write(`  ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${what} …\n`),
    line: (text) => process.stderr.write(`${text}\n`),
  };
}
