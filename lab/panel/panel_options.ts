import type { Security } from '../host';
import type { Simulation } from '../simulation';
import type { StoreGate } from '../store/store_gate';

/** Everything the panel shows and controls. */
export interface PanelOptions {
  /** Base path of the dashboard. Empty if there is none. */
  readonly basePath: string;
  readonly simulations: readonly [Simulation, ...Simulation[]];
  readonly security: Security;
  /** Kind of store, in words. */
  readonly storeName: string;
  /** Gate to the store. Without it, the store can't be put out of the dashboard's reach. */
  readonly gate?: StoreGate;
}

/** Path of the panel, without the base path. */
export const PANEL_PATH = '/lab/panel';
