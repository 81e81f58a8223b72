import type { Broker } from './open_search_broker';

/** A broker that is set up and torn down by two modules of one process, Jest's own, in which this module exists once. */
export const runningBroker: { current?: Broker } = {};
