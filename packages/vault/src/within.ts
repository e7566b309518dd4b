/**
 * The promise, or a TimeoutError after `milliseconds`; a value that comes later is handed to `discard`.
 * IndexedDB requests have no end of their own: behind another tab's connection they wait for ever.
 */
export function within<T>(
  milliseconds: number,
  promise: Promise<T>,
  discard: (late: T) => void = () => undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      reject(new DOMException('storage did not answer', 'TimeoutError'));
    }, milliseconds);
    promise.then(
      (value) => {
        clearTimeout(timer);
        if (over) discard(value);
        else resolve(value);
      },
      (fault: unknown) => {
        clearTimeout(timer);
        reject(fault instanceof Error ? fault : new Error(String(fault)));
      },
    );
  });
}
