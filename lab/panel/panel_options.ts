import type { Security } from '../host';
import type { Simulation } from '../simulation';
import type { StoreGate } from '../store/store_gate';

/** What the panel shows and controls. */
export interface PanelOptions {
  /** Of the dashboard; empty where there is none. */
  readonly basePath: string;
  readonly simulations: readonly [Simulation, ...Simulation[]];
  readonly security: Security;
  /** What kind of store it is, in words. */
  readonly storeName: string;
  /** Where it is left out, the store cannot be put out of the dashboard's reach. */
  readonly gate?: StoreGate;
}

/** Without the base path. */
export const PANEL_PATH = '/lab/panel';
