/** A fault of storage or of the browser's cryptography; everything else is a fault of ours and is thrown. */
export function isStorageFault(fault: unknown): boolean {
  return fault instanceof DOMException;
}
