/** Attributes that give an element a tooltip; `Tips` draws it. The text must already be the element's name or visible beside it. */
export function tip(
  text: string,
  keys?: string,
): { readonly 'data-tip': string; readonly 'data-tip-keys'?: string } {
  return keys === undefined ? { 'data-tip': text } : { 'data-tip': text, 'data-tip-keys': keys };
}
