import type { Contact } from './contact';
import type { StateStatus } from './endpoint_state';
import { isOpen } from './endpoint_state';

/** True if a release may not reach an endpoint that may be isolated, because it has lost its manager. */
export function mayMissRelease(contact: Contact | undefined, status: StateStatus): boolean {
  return contact?.contact === 'lost' && !isOpen(status);
}
