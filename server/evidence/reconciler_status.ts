import { IndexerError } from '../indexer/indexer_error';
import { ManagerError } from '../manager/manager_error';

/** Status of the reconciler, for Readiness. */
export interface ReconcilerStatus {
  /** End of the last round without an error, ms. */
  readonly last_round?: number;
  /** Time of the managers up to which events were read, ms. */
  readonly read_up_to?: number;
  readonly last_sweep?: number;
  /**
   * `read` once every stored alert was read for all managers that are known now. Until then an old isolation may be missing, and "no
   * isolation on record" says little.
   */
  readonly history: 'not_known' | 'not_read' | 'read';
  readonly pending: number;
  readonly failure?: { readonly at: number; readonly code: string; readonly message: string };
}

/** Collects what the parts of the reconciler tell about themselves. */
export class StatusBoard {
  private status: ReconcilerStatus = { pending: 0, history: 'not_known' };

  constructor(private readonly now: () => number) {}

  read(): ReconcilerStatus {
    return this.status;
  }

  note(change: Partial<ReconcilerStatus>): void {
    this.status = { ...this.status, ...change };
  }

  failed(error: unknown): void {
    const { code, message } =
      error instanceof IndexerError || error instanceof ManagerError ? error : INTERNAL;
    this.note({ failure: { at: this.now(), code, message } });
  }
}

const INTERNAL = {
  code: 'internal',
  message: 'The plugin had an internal error. See the dashboard server log.',
};
