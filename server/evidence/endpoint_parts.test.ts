import { newEndpointDocument } from '../../common/ledger/endpoint_document';
import { endpointKeyOf, managerIdOf } from '../../common/manager/endpoint';
import { addTo } from '../../common/state/endpoint_record';
import { DAY } from '../../common/base/time';
import { agentId } from '../../test/builders/agents';
import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import { hearingOf } from './endpoint_parts';

it('an endpoint was heard when its report was seen, however far its manager’s clock was ahead', () => {
  const manager = managerIdOf('manager', 'wazuh-server');
  if (!manager) throw new Error('no manager');
  const document = newEndpointDocument(endpointKeyOf(manager, agentId('001')), minutes(0));
  const ahead = anAnswer('isolate', answers.isolated, minutes(0) + 70 * 365 * DAY, {
    seen_at: minutes(0),
  });
  const record = addTo(document.record, [ahead], []);
  expect(hearingOf({ ...document, record }).reportedAt).toBe(minutes(0));
});
