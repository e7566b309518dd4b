/** Longest prefix of a text of digits. A flat trie: one array of children, one of values. */
export interface DigitTrie {
  /** @returns value * 16 + number of digits of the longest prefix that is in it, or 0 for none. */
  find(digits: string): number;
}

/** `entries` are [prefix of 1 to 15 digits, value from 1 up]; a prefix stands at most once. */
export function digitTrie(entries: Iterable<readonly [string, number]>): DigitTrie {
  let children = new Int32Array(10 * 1024);
  let values = new Int32Array(1024);
  let nodes = 1;
  for (const [prefix, value] of entries) {
    let node = 0;
    for (let at = 0; at < prefix.length; at += 1) {
      const slot = node * 10 + prefix.charCodeAt(at) - 48;
      let next = children[slot]!;
      if (next === 0) {
        next = nodes;
        nodes += 1;
        children[slot] = next;
        if (nodes === values.length) {
          children = grown(children);
          values = grown(values);
        }
      }
      node = next;
    }
    values[node] = value * 16 + prefix.length;
  }
  const child = children.slice(0, nodes * 10);
  const found = values.slice(0, nodes);
  return {
    find(digits) {
      let node = 0;
      let best = 0;
      for (let at = 0; at < digits.length; at += 1) {
        const digit = digits.charCodeAt(at) - 48;
        if (digit < 0 || digit > 9) return 0;
        node = child[node * 10 + digit]!;
        if (node === 0) return best;
        const value = found[node]!;
        if (value !== 0) best = value;
      }
      return best;
    },
  };
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
