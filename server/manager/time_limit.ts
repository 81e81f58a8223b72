export type Limited<T> =
  | { readonly inTime: true; readonly value: T }
  | { readonly inTime: false; readonly late: Promise<T> };

/** Waits for the work no longer than the limit. What was not stopped goes on and is handed back; a rejection in time is thrown. */
export function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<Limited<T>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // Whoever takes `late` handles its rejection; where nobody does, it must not end the process.
      work.catch(() => undefined);
      resolve({ inTime: false, late: work });
    }, limitMs);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve({ inTime: true, value });
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      }
    );
  });
}
