/** Something that goes on until it is stopped. */
export interface Attack {
  stop(): Promise<void>;
}

/** Calls again and again, so many at once, until it is stopped. */
export function keepCalling(work: () => Promise<unknown>, atOnce: number): Attack {
  let isRunning = true;
  const caller = async () => {
    while (isRunning) await work().catch(() => undefined);
  };
  const callers = Array.from({ length: atOnce }, caller);
  return {
    stop: async () => {
      isRunning = false;
      await Promise.all(callers);
    },
  };
}

/** Does something while an attack goes on, and ends the attack. */
export async function beside<T>(attack: Attack, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await attack.stop();
  }
}
