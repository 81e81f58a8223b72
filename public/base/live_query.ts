import { SECOND } from '../../common/base/time';
import { ApiFailure, isAborted } from '../api/api_failure';
import type { Opened } from '../api/isolation_api';

/** A page's view of something that changes on its own. */
export interface LiveState<T> {
  readonly value?: T;
  /** Arrival of the value by the browser's clock, ms. */
  readonly at?: number;
  /** Start of the request that brought it: nothing later is in it, ms. */
  readonly askedAt?: number;
  /** Failure of the last attempt. The value is an old one then. */
  readonly failure?: ApiFailure;
  readonly isLoading: boolean;
}

export interface LiveOptions<T> {
  load(opened: Opened, signal: AbortSignal): Promise<T>;
  /** Returns the pause before the next request by timer, ms. Undefined for none. */
  pauseAfter(value: T | undefined): number | undefined;
  onChange(state: LiveState<T>): void;
}

const LONGEST_PAUSE = 60 * SECOND;
const LONGEST_BACK_OFF = 6;

/**
 * Asks for something, and again by a timer: never twice at a time, not while the page is hidden, at longer and longer intervals
 * while it fails, and not at all once only a reload of the page can help.
 */
export class LiveQuery<T> {
  private state: LiveState<T> = { isLoading: true };
  private running: AbortController | undefined;
  private timer: number | undefined;
  private failures = 0;
  private isDue = false;
  private isStopped = false;

  constructor(private readonly options: LiveOptions<T>) {}

  start(): void {
    document.addEventListener('visibilitychange', this.onVisibility);
    void this.run('by_person');
  }

  /** Someone requests it again: what is being loaded is dropped. */
  reload(): void {
    this.running?.abort();
    this.running = undefined;
    void this.run('by_person');
  }

  /** The answer to something else has told more. */
  update(change: (value: T | undefined) => T | undefined): void {
    const value = change(this.state.value);
    if (value !== undefined) this.become({ ...this.state, value });
  }

  stop(): void {
    this.isStopped = true;
    document.removeEventListener('visibilitychange', this.onVisibility);
    window.clearTimeout(this.timer);
    this.running?.abort();
  }

  private readonly onVisibility = () => {
    if (!this.isDue || document.visibilityState === 'hidden') return;
    this.isDue = false;
    void this.run('by_timer');
  };

  private async run(opened: Opened): Promise<void> {
    if (this.running || this.isStopped) return;
    window.clearTimeout(this.timer);
    const controller = new AbortController();
    this.running = controller;
    const askedAt = Date.now();
    if (opened === 'by_person') this.become({ ...this.state, isLoading: true });
    try {
      const value = await this.options.load(opened, controller.signal);
      if (this.running !== controller) return;
      this.failures = 0;
      this.become({ value, at: Date.now(), askedAt, isLoading: false });
    } catch (error) {
      if (this.running !== controller || isAborted(error)) return;
      this.failures += 1;
      this.become({ ...this.state, failure: failureOf(error), isLoading: false });
    }
    this.running = undefined;
    this.schedule();
  }

  private schedule(): void {
    const pause = this.options.pauseAfter(this.state.value);
    const { failure } = this.state;
    if (this.isStopped || pause === undefined || (failure && onlyReloadHelps(failure))) return;
    const factor = 2 ** Math.min(this.failures, LONGEST_BACK_OFF);
    this.timer = window.setTimeout(() => {
      if (document.visibilityState === 'hidden') this.isDue = true;
      else void this.run('by_timer');
    }, Math.max(pause, Math.min(LONGEST_PAUSE, pause * factor)));
  }

  private become(state: LiveState<T>): void {
    if (this.isStopped) return;
    this.state = state;
    this.options.onChange(state);
  }
}

export function onlyReloadHelps({ kind }: ApiFailure): boolean {
  return kind === 'page_outdated' || kind === 'session_over';
}

function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  return new ApiFailure('not_readable', error instanceof Error ? error.message : '');
}
