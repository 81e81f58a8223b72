import { anAgent } from '../../test/builders/views';
import type { DocumentAgent } from '../../public/discover/document_agent';
import { documentManagerOf } from './document_manager';

const document = (names: Partial<DocumentAgent>): DocumentAgent => ({
  id: anAgent().id,
  alert: { index: 'wazuh-alerts-4.x-2026.11.24', id: 'x' },
  ...names,
});

describe('the manager of a document', () => {
  it.each<[manager: string, names: Partial<DocumentAgent>]>([
    ['manager:wazuh-server', { manager_name: 'wazuh-server' }],
    // The alert names a cluster though the cluster is off.
    ['manager:wazuh-server', { manager_name: 'wazuh-server', cluster_name: 'wazuh' }],
    ['cluster:soc', { manager_name: 'any-node', cluster_name: 'soc' }],
    ['cluster:a:b', { cluster_name: 'a:b' }],
  ])('is the chosen one, %s, where it names %p', (manager, names) => {
    expect(documentManagerOf({ manager }, document(names))).toBe('chosen');
  });

  it.each<[manager: string | null, names: Partial<DocumentAgent>]>([
    ['manager:wazuh-server', { manager_name: 'other' }],
    ['manager:wazuh-server', { cluster_name: 'wazuh-server' }],
    ['cluster:soc', { manager_name: 'soc' }],
    ['cluster:soc', {}],
    ['manager:', { manager_name: '' }],
    [null, { manager_name: 'wazuh-server' }],
  ])('is not known, where the chosen one is %p and it names %p', (manager, names) => {
    expect(documentManagerOf({ manager }, document(names))).toBe('not_known');
  });
});
