import type { EndpointKey } from '../../common/manager/endpoint';
import { newEndpointDocument } from '../../common/ledger/endpoint_document';
import { ActionBuilder, ASKED_AT } from '../../test/builders/actions';
import type { StoredAction } from '../indexer/action_ledger';
import type { EndpointReaderDependencies } from './endpoint_reader';
import { EndpointReader } from './endpoint_reader';

const ENDPOINT = 'manager:wazuh-server/001' as EndpointKey;

/** An endpoint to which nothing has happened; its first action is created at `moment`. */
function readerWhere(created: 'never' | 'before_the_search') {
  const isThere = { first: false };
  const first: StoredAction = {
    id: `${ENDPOINT}:1`,
    action: new ActionBuilder().build(),
    version: { seqNo: 1, primaryTerm: 1 },
  };
  const asked: number[][] = [];
  const dependencies: EndpointReaderDependencies = {
    numbers: {
      read: async (_endpoint, numbers) => {
        asked.push([...numbers]);
        const isFound = isThere.first && numbers.includes(1);
        return { actions: new Map(isFound ? [[1, first]] : []), unreadable: [], mark: 0 };
      },
      findLargest: async () => {
        isThere.first = created === 'before_the_search';
        return isThere.first ? 1 : 0;
      },
    },
    endpoints: {
      readMany: async () => new Map([[ENDPOINT, newEndpointDocument(ENDPOINT, ASKED_AT)]]),
    } as Partial<
      EndpointReaderDependencies['endpoints']
    > as EndpointReaderDependencies['endpoints'],
    evidence: {} as EndpointReaderDependencies['evidence'],
    names: { askNow: async () => undefined },
    settings: { references: 'on' },
    now: () => ASKED_AT,
  };
  return { reader: new EndpointReader(dependencies), asked };
}

describe('the newest number of an endpoint', () => {
  it('is that of an action created while it is looked for: it is no damaged one', async () => {
    const { reader } = readerWhere('before_the_search');
    const reading = await reader.read(ENDPOINT, 'ledger');
    expect(reading).toMatchObject({ lastN: 1, damaged: [], absent: [] });
    expect(reading.actions.map(({ action }) => action.n)).toEqual([1]);
  });

  it('is none where nothing was ever created, and nothing is asked for twice', async () => {
    const { reader, asked } = readerWhere('never');
    expect(await reader.read(ENDPOINT, 'ledger')).toMatchObject({ lastN: 0, damaged: [] });
    expect(asked).toHaveLength(1);
  });
});
