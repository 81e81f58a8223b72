import { readDocumentAgent } from './document_agent';

const alert = {
  _index: 'wazuh-alerts-4.x-2026.11.24',
  _id: 'hNv9',
  _source: {
    agent: { id: '001', name: 'FIN-WS-01' },
    manager: { name: 'wazuh-server' },
    cluster: { name: 'wazuh', node: 'node01' },
  },
};

describe('the agent of a document in Discover', () => {
  it('is named with all that tells it apart, and with the place of the alert', () => {
    expect(readDocumentAgent(alert)).toEqual({
      id: '001',
      name: 'FIN-WS-01',
      manager_name: 'wazuh-server',
      cluster_name: 'wazuh',
      alert: { index: 'wazuh-alerts-4.x-2026.11.24', id: 'hNv9' },
    });
  });

  it('is found in names with dots as well', () => {
    const dotted = { ...alert, _source: { 'agent.id': '001', 'agent.name': 'FIN-WS-01' } };
    expect(readDocumentAgent(dotted)).toMatchObject({ id: '001', name: 'FIN-WS-01' });
  });

  it.each([
    ['the manager itself', { agent: { id: '000' } }],
    ['a path', { agent: { id: '../../x' } }],
    ['markup', { agent: { id: '<script>' } }],
    ['a number', { agent: { id: 1 } }],
    ['a list', { agent: [{ id: '001' }] }],
    ['nobody', { agent: {} }],
    ['nothing', null],
    ['a text', 'agent.id: 001'],
    ['something 10 kB long', { agent: { id: '1'.repeat(10_000) } }],
  ])('is nobody where the document names %s', (_, source) => {
    expect(readDocumentAgent({ ...alert, _source: source })).toBeUndefined();
  });

  it.each([
    ['has no index', { ...alert, _index: undefined }],
    ['has no id', { ...alert, _id: '' }],
    ['has an id longer than the server takes', { ...alert, _id: 'x'.repeat(513) }],
  ])('is nobody where the document %s', (_, document) => {
    expect(readDocumentAgent(document)).toBeUndefined();
  });
});
