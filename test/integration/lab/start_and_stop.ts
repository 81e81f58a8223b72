// Starts and stops a lab, once as it should be and twice with its store out of reach, and ends by itself where nothing is left open.
import { startLab } from '../../../lab/lab';
import { startEmbeddedStore } from '../../../lab/store/embedded/embedded_store';
import type { GateState } from '../../../lab/store/store_gate';
import { openStoreGate } from '../../../lab/store/store_gate';
import { healthyEndpoints } from './healthy_endpoints';

const quiet = () => undefined;
const longMs = 600_000;
/** Milliseconds that a stop may take: the dashboard lets requests in progress finish for one second. */
const patience = 3000;

async function startAndStop(state: GateState): Promise<void> {
  const store = await startEmbeddedStore();
  const gate = await openStoreGate(store.url);
  const lab = await startLab({
    opensearchUrl: store.url,
    gate,
    fleetSize: 60,
    log: quiet,
    delays: { startMs: [1, 1], deliverMs: [1, 1], indexMs: [longMs, longMs] },
  });
  await gate.set(state);
  // What happens to these is still in progress at the stop: an alert that is to be stored, a contact that is to be found lost.
  const [simulation] = lab.simulations;
  const [reporting = '', lockedOut = ''] = healthyEndpoints(simulation);
  const alert = { data: { action: 'isolate', user: 'somebody', debug: false } };
  const command = { command: '!isolation.exe', alert, at: Date.now() };
  simulation.endpoints.receive(reporting, { ...command, arguments: ['192.168.1.0/24'] });
  simulation.endpoints.receive(lockedOut, { ...command, arguments: ['10.99.0.1'] });
  await new Promise((resolve) => setTimeout(resolve, 1500));

  const stoppedAt = Date.now();
  await lab.stop();
  const took = Date.now() - stoppedAt;
  if (took > patience) throw new Error(`the stop took ${took} ms with the store ${state}`);
  await gate.stop();
  await store.stop();
}

async function main(): Promise<void> {
  await startAndStop('open');
  await startAndStop('refusing');
  await startAndStop('silent');
  console.log('stopped');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
