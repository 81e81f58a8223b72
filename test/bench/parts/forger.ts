import type { SecuredLab } from '../../integration/access/secured_lab';
import { SECRET_GROUP } from '../../integration/access/secured_lab';
import type { Forger } from './flood';

/** The endpoint that is kept from the analyst, and reports what its administrator wants. */
export function forgerOf({ simulation }: SecuredLab): Forger {
  const found = simulation.manager.fleet
    .list()
    .find(({ id, groups }) => id !== '000' && groups.includes(SECRET_GROUP));
  if (!found) throw new Error('no endpoint is kept from anybody');
  return { id: found.id, name: found.name };
}
