import { MINUTE, SECOND } from '../../common/base/time';
import { changed, newEndpointDocument } from '../../common/ledger/endpoint_document';
import { endpointKeyOf, managerIdOf } from '../../common/manager/endpoint';
import { addTo } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { agentId, anAgent } from '../../test/builders/agents';
import { anAnswer, answers, aSentAction, START } from '../../test/builders/evidence';
import { endpointParts } from '../evidence/endpoint_parts';
import { endpointView } from './endpoint_views';

const AGENT = agentId('001');
const NOW = START + 10 * SECOND;
const SEEN = { contact: 'in_contact', seen_at: START + 5 * SECOND };

/** The endpoint in a list, seconds after an isolation was sent. */
function listed(evidence: readonly Evidence[], sent = [aSentAction(1, 'isolate', START)]) {
  const manager = managerIdOf('manager', 'wazuh-server');
  if (!manager) throw new Error('this is a name of a manager');
  const empty = newEndpointDocument(endpointKeyOf(manager, AGENT), NOW);
  const document = changed(empty, { record: addTo(empty.record, evidence, sent) }, NOW);
  const row = anAgent({ last_keep_alive: SEEN.seen_at });
  const showing = { now: NOW, clockDifference: 0, references: 'on' } as const;
  const parts = endpointParts(AGENT, document, { at: NOW, row }, showing);
  return endpointView(parts, new Map(), undefined, showing);
}

describe('the row of an endpoint in a list', () => {
  it('says when it was last seen while its first isolation is in progress', () => {
    const { state, contact } = listed([]);
    expect(state).toMatchObject({ status: 'no_record', waiting: { verb: 'isolate' } });
    expect(contact).toMatchObject(SEEN);
  });

  it('says so while one that was released is isolated again', () => {
    const released = anAnswer('release', answers.released, START - 30 * MINUTE);
    const { state, contact } = listed([released]);
    expect(state).toMatchObject({ status: 'not_isolated', waiting: { verb: 'isolate' } });
    expect(contact).toMatchObject(SEEN);
  });

  it('leaves it out where nothing was done to it: the manager says it beside', () => {
    expect(listed([], [])).not.toHaveProperty('contact');
  });
});
