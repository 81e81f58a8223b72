/** Something that is to happen at a time of the lab. */
export interface Appointment {
  /** The lab's time at which it is due, ms. */
  readonly due: number;
  readonly run: () => void;
  /** The machine's own timer for it. */
  timer: NodeJS.Timeout | undefined;
  /** False where the process may end without it. */
  isAwaited: boolean;
}

/**
 * The time of a lab: of its managers, of its endpoints and of how long their reports take. It passes as the machine's does, and a test can turn
 * it forward.
 */
export class LabClock {
  private ahead = 0;
  private readonly appointments = new Set<Appointment>();

  /** Returns the lab's time, ms since the epoch. */
  now(): number {
    return Date.now() + this.ahead;
  }

  /** Lets something happen after so many milliseconds of the lab's time. */
  after(ms: number, run: () => void): Appointment {
    const appointment: Appointment = {
      due: this.now() + ms,
      run,
      timer: undefined,
      isAwaited: true,
    };
    this.appointments.add(appointment);
    this.wait(appointment);
    return appointment;
  }

  cancel(appointment: Appointment): void {
    clearTimeout(appointment.timer);
    this.appointments.delete(appointment);
  }

  /**
   * Turns the clock forward: what is due until then happens, each at its own time and in order, with all that follows from it at once; what
   * takes a connection to another process is not waited for.
   */
  async turn(ms: number): Promise<void> {
    const end = this.now() + ms;
    for (let next = this.dueBefore(end); next; next = this.dueBefore(end)) {
      this.turnTo(next.due);
      this.keep(next);
      await followed();
    }
    this.turnTo(end);
    this.appointments.forEach((one) => {
      clearTimeout(one.timer);
      this.wait(one);
    });
  }

  private turnTo(time: number): void {
    this.ahead += Math.max(0, time - this.now());
  }

  private dueBefore(end: number): Appointment | undefined {
    return Array.from(this.appointments)
      .filter(({ due }) => due <= end)
      .sort((a, b) => a.due - b.due)[0];
  }

  private wait(appointment: Appointment): void {
    const ms = Math.max(0, appointment.due - this.now());
    appointment.timer = setTimeout(() => this.keep(appointment), ms);
    if (!appointment.isAwaited) appointment.timer.unref();
  }

  private keep(appointment: Appointment): void {
    this.cancel(appointment);
    appointment.run();
  }
}

/** Resolves when every promise that was ready has been followed. */
function followed(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
