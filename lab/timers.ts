import type { Appointment } from './lab_clock';
import { LabClock } from './lab_clock';

/** Timers of one part of the lab, which all end together. */
export class Timers {
  private readonly pending = new Set<Appointment>();
  private isStopped = false;

  constructor(private readonly clock = new LabClock()) {}

  /** Does nothing where the timers were stopped before. */
  after(ms: number, run: () => void): Appointment | undefined {
    if (this.isStopped) return undefined;
    const appointment = this.clock.after(ms, () => {
      this.pending.delete(appointment);
      run();
    });
    this.pending.add(appointment);
    return appointment;
  }

  /** Never settles where the timers are stopped before. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  cancel(appointment: Appointment | undefined): void {
    if (appointment === undefined) return;
    this.clock.cancel(appointment);
    this.pending.delete(appointment);
  }

  stop(): void {
    this.isStopped = true;
    this.pending.forEach((one) => this.clock.cancel(one));
    this.pending.clear();
  }
}
