/** Runs work that the page around must not suffer from. */
export type Guarded = (work: () => void) => void;

/**
 * A fault of ours in a callback of the page would be reported as one of the page, and in a signal of the host it would stop the host's
 * other listeners. It ends here: what we added is taken away, and the fault is said in the browser's console.
 * @param onFault takes away what we added; called once
 */
export function guardedBy(onFault: () => void): Guarded {
  let hasFailed = false;
  return (work) => {
    if (hasFailed) return;
    try {
      work();
    } catch (error) {
      hasFailed = true;
      reportLater(error);
      try {
        onFault();
      } catch (another) {
        reportLater(another);
      }
    }
  };
}

/** An uncaught error of its own, behind everything that runs now. */
function reportLater(error: unknown): void {
  window.setTimeout(() => {
    throw error;
  });
}
