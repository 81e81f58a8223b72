import type { Appointment, LabClock } from '../../lab_clock';

/** Time and timers that a plugin takes for the machine's. */
export interface PluginGlobals {
  readonly Date: DateConstructor;
  readonly setTimeout: (run: () => void, ms?: number) => PluginTimer;
  readonly clearTimeout: (timer: PluginTimer | undefined) => void;
}

/** A timer as Node gives it, as far as plugins use it. */
interface PluginTimer {
  readonly appointment: Appointment;
  ref(): PluginTimer;
  unref(): PluginTimer;
}

/** Makes time and timers for a plugin that pass with the lab's clock: a test can turn it, and a minute of the plugin's waiting is over. */
export function pluginGlobals(clock: LabClock): PluginGlobals {
  return {
    Date: dateOf(clock),
    setTimeout: (run, ms = 0) => {
      const appointment = clock.after(ms, run);
      const timer: PluginTimer = {
        appointment,
        ref() {
          appointment.isAwaited = true;
          appointment.timer?.ref();
          return timer;
        },
        unref() {
          appointment.isAwaited = false;
          appointment.timer?.unref();
          return timer;
        },
      };
      return timer;
    },
    clearTimeout: (timer) => {
      if (timer) clock.cancel(timer.appointment);
    },
  };
}

function dateOf(clock: LabClock): DateConstructor {
  return new Proxy(Date, {
    get: (target, name) => (name === 'now' ? () => clock.now() : Reflect.get(target, name)),
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [clock.now()] : given, newTarget),
  });
}
