import setUpBuiltPlugin from '../setup_built_plugin';
import setUpStore from './store/global_setup';

/** Runs once for a run of Jest, before any test. */
export default async function setUp(): Promise<void> {
  setUpBuiltPlugin();
  await setUpStore();
}
