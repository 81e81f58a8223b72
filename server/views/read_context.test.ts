import { programsWith } from '../../test/builders/programs';
import { A_HOST, aPerson, managersListing } from '../../test/builders/people';
import { readContext } from './read_context';
import type { Services } from '../services/services';

/** Services of a context with nothing wrong with manager and ledger. */
function servicesWith(access: Services['settings']['access']) {
  const settings = {
    access,
    references: 'on',
    answerTime: 300_000,
    alerts: { pattern: 'wazuh-alerts-*', programs: programsWith({ origin_names: ['C-LR'] }) },
    profiles: [],
  };
  return {
    settings,
    directory: { read: async () => ({ known: 'known', manager: 'manager:wazuh-server' }) },
    ledger: { ensure: async () => undefined },
    reconciler: { report: () => ({ history: 'read' }) },
  } as unknown as Services;
}

describe('the context where nobody signs in', () => {
  const host = { ...A_HOST, runAs: 'off' } as const;
  const managers = managersListing([], host);
  const contextWith = (allowWithoutSecurity: boolean) => {
    const settings = { roles: {}, allowWithoutSecurity };
    const person = aPerson({ roles: 'no_security_plugin', host, managers, settings });
    return readContext(undefined, person, servicesWith(settings));
  };

  it('warns that anybody may act if they may', async () => {
    const { rights, warnings } = await contextWith(true);
    expect(rights.isolate.given).toBe(true);
    expect(warnings).toContain('no_security_plugin');
  });

  it('never warns of what nobody may do', async () => {
    const { rights, warnings } = await contextWith(false);
    expect(rights.isolate).toMatchObject({
      given: false,
      refusals: [{ code: 'no_security_plugin' }],
    });
    expect(warnings).not.toContain('no_security_plugin');
  });
});
