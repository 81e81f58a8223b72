import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import type { EndpointKey, ManagerId } from '../../common/manager/endpoint';
import { changed, newEndpointDocument } from '../../common/ledger/endpoint_document';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { DAY } from '../../common/base/time';
import { checkFutureReports } from './check_future_reports';
import type { VisibleAmong } from './visible_among';

const MANAGER = 'manager:wazuh-server' as ManagerId;

function unknownEndpoint(...evidence: Evidence[]) {
  const document = newEndpointDocument(`${MANAGER}/001` as EndpointKey, minutes(0));
  const record = addTo(EMPTY_RECORD, evidence, []);
  return changed(document, { record, agent_name: 'FIN-WS-01' }, minutes(1));
}

const checkAs = (
  visibleAmong: VisibleAmong,
  ...documents: Array<ReturnType<typeof unknownEndpoint>>
) =>
  checkFutureReports(
    MANAGER,
    { findUnknown: async () => ({ documents, total: documents.length }) },
    visibleAmong
  );
const check = (...documents: Array<ReturnType<typeof unknownEndpoint>>) =>
  checkAs(async (agents) => new Set(agents), ...documents);

describe('reports from the future', () => {
  const future = anAnswer('release', answers.released, minutes(0) + 2 * DAY, {
    identity: 'worker-02|001|1.1',
    own_clock: undefined,
    seen_at: minutes(0),
  });

  it('name the node whose clock was ahead, and the endpoints that are unknown because of it', async () => {
    expect(await check(unknownEndpoint(future))).toMatchObject({
      code: 'future_reports_kept',
      facts: { nodes: 'worker-02', names: 'FIN-WS-01 (001)' },
    });
  });

  it('name no endpoint that the person can’t see, and no node for it', async () => {
    const finding = await checkAs(async () => new Set(), unknownEndpoint(future));
    expect(finding).toMatchObject({ code: 'future_reports_none', facts: {} });
  });

  it('are none where a state is unknown for another reason, or where a later report decided', async () => {
    const partial = unknownEndpoint(anAnswer('isolate', answers.partial, minutes(5)));
    expect((await check(partial)).code).toBe('future_reports_none');
    const decided = unknownEndpoint(future, anAnswer('isolate', answers.isolated, minutes(9)));
    expect((await check(decided)).code).toBe('future_reports_none');
    expect((await check()).code).toBe('future_reports_none');
  });
});
