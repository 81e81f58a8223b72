import { ActionBuilder, ASKED_AT } from '../../test/builders/actions';
import { anAnswer, answers, aSentAction } from '../../test/builders/evidence';
import { set } from 'lodash';
import type { EndpointKey } from '../../common/manager/endpoint';
import { parseEndpointKey, endpointKeyOf } from '../../common/manager/endpoint';
import {
  changed,
  newEndpointDocument,
  SCHEMA_VERSION,
} from '../../common/ledger/endpoint_document';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import { readLedgerDocument } from './ledger_documents';

const ID = 'manager:wazuh-server/001:1';

function key(): EndpointKey {
  const parts = parseEndpointKey('manager:wazuh-server/001');
  if (!parts) throw new Error('no key');
  return endpointKeyOf(parts.manager, parts.agent);
}

const action = () =>
  new ActionBuilder()
    .sending()
    .dispatched()
    .settledBy(anAnswer('isolate', answers.isolated, ASKED_AT))
    .build();

function endpoint() {
  const sent = aSentAction(1, 'isolate', ASKED_AT);
  const record = addTo(EMPTY_RECORD, [anAnswer('isolate', answers.isolated, ASKED_AT)], [sent]);
  return changed(newEndpointDocument(key(), ASKED_AT), { record, last_n: 1 }, ASKED_AT);
}

/** Returns a document as it comes back from the store. */
function stored(document: object): unknown {
  return JSON.parse(JSON.stringify(document));
}

/** The same with one value taken out or replaced. */
function changedAt(document: object, path: string, value: unknown): unknown {
  return stored(set(JSON.parse(JSON.stringify(document)), path, value));
}

describe('a document of the ledger', () => {
  it('is read as what it is', () => {
    const source = stored(action());
    expect(readLedgerDocument('action', ID, source)).toEqual({ is: 'readable', document: source });
    expect(readLedgerDocument('endpoint', key(), stored(endpoint())).is).toBe('readable');
  });

  it('of another kind under the same id is another document', () => {
    expect(readLedgerDocument('batch', ID, stored(action())).is).toBe('other_kind');
  });

  it('of a newer version is not taken for one of ours, whatever is in it', () => {
    expect(
      readLedgerDocument('action', ID, changedAt(action(), 'schema_version', SCHEMA_VERSION + 1)).is
    ).toBe('newer');
  });

  it.each<[string, string, unknown]>([
    ['without its kind', 'kind', undefined],
    ['without its version', 'schema_version', undefined],
    ['without a number', 'n', undefined],
    ['with another number than its id', 'n', 2],
    ['with another endpoint than its id', 'endpoint', 'manager:wazuh-server/002'],
    ['with a status that is none', 'status', 'isolated'],
    ['with a status that is not the last of its timeline', 'status', 'dispatched'],
    ['without a timeline', 'timeline', []],
    ['with a step that is none', 'timeline.0', { at: 'yesterday' }],
    ['with a verb that takes no slot', 'verb', 'probe'],
    ['without a mark', 'mark', undefined],
    ['with evidence that is none', 'evidence.0.outcome', { result: 'isolated' }],
    ['with a lifeline that is none', 'lifeline', ['192.168.1.1']],
    ['with a date for a time', 'created_at', '2026-11-24'],
    ['without its agent', 'agent', undefined],
  ])('is damaged %s', (_, path, value) => {
    expect(readLedgerDocument('action', ID, changedAt(action(), path, value)).is).toBe('damaged');
  });

  it.each<[string, string, unknown]>([
    ['without its record', 'record', undefined],
    ['with evidence that is none', 'record.evidence', [{}]],
    ['with an action that is none', 'record.sent.0.sent_at', null],
    ['that no longer knows whether it forgot', 'record.forgotten', undefined],
    ['of another endpoint than its id', 'endpoint', 'manager:wazuh-server/002'],
    ['without the newest number', 'last_n', undefined],
  ])('is damaged: a projection %s', (_, path, value) => {
    expect(readLedgerDocument('endpoint', key(), changedAt(endpoint(), path, value)).is).toBe(
      'damaged'
    );
  });

  it.each([undefined, null, 'text', [], {}])('is damaged where it is %j', (source) => {
    expect(readLedgerDocument('action', ID, source).is).toBe('damaged');
  });
});
