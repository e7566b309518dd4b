/** Just enough XML to write: elements, attributes, text. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Node | string)[];
}

export const element = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[],
): Node => ({ name, attributes, children });

/** A UTF-8 document with its declaration; indented by two, since people open these too. */
export const writeXml = (root: Node): string => `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`;

function write({ name, attributes, children }: Node, indent: string): string {
  const open = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')}>`;
  const texts = children.every((child) => typeof child === 'string');
  const inner = texts
    ? children.map(escaped).join('')
    : `\n${children.map((child) => (typeof child === 'string' ? escaped(child) : write(child, `${indent}  `))).join('')}${indent}`;
  return `${open}${inner}</${name}>\n`;
}

/** Characters that XML 1.0 has no way to write, control characters and halves of a pair, become a space: nobody's name may stop an invoice. */
function escaped(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ')
      .toWellFormed()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
