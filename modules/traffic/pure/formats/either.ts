interface Scanner {
  push(chunk: Uint8Array): void;
  end(): void;
}

/** More than a byte order mark and some empty lines stand before no file. */
const MOST_LEADING = 64;

/** JSON when the first byte that is neither space nor byte order mark opens an object or an array, CSV otherwise. */
export function jsonOrCsv(json: () => Scanner, csv: () => Scanner): Scanner {
  let chosen: Scanner | undefined;
  let leading = new Uint8Array(0);
  return {
    push: (chunk) => {
      if (chosen !== undefined) return chosen.push(chunk);
      const held = new Uint8Array(leading.length + chunk.length);
      held.set(leading);
      held.set(chunk, leading.length);
      leading = held;
      const first = held
        .slice(0, MOST_LEADING)
        .find((byte) => byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
      if (first === undefined && held.length < MOST_LEADING) return;
      chosen = first === 123 || first === 91 ? json() : csv();
      chosen.push(held);
    },
    end: () => {
      if (chosen === undefined) {
        chosen = csv();
        chosen.push(leading);
      }
      chosen.end();
    },
  };
}
