import { inertDocument } from './policy.ts';

/** Puts the cleaned message into a document that is there already; what it loads, it loads under that document's policy. */
export function fillFrame(frame: HTMLIFrameElement, html: string): void {
  const inside = frame.contentDocument;
  if (inside === null) return;
  inside.body.replaceChildren(
    ...Array.from(inertDocument(html).body.childNodes, (node) => inside.importNode(node, true)),
  );
}
