import fc from 'fast-check';
import { AddressSet } from '../../common/address/address_set';
import type { RequestedAction } from '../../common/action/requested_action';
import { managerIdOf, parseAgentId } from '../../common/manager/endpoint';
import type { Lifeline } from '../../common/lifeline/lifeline';
import { ACKNOWLEDGEMENTS, composeLifeline } from '../../common/lifeline/lifeline';
import { decidedOn } from '../../common/action/plan';
import type { EndpointPreview } from '../../common/action/preview';
import { anAgent } from '../../test/builders/agents';
import { anyChoice, anyFacts } from '../../test/builders/arbitrary_lifeline';
import { OPEN_STATE } from '../../test/builders/views';
import type { StartRequest } from './attempt';
import { digestOf } from './preview_action';
import { Refusal } from '../errors/refusal';
import { refuseUnlessAsPreviewed } from './start_refusals';
import { runs } from '../../test/runs';

const AGENT = parseAgentId('001');
const MANAGER = managerIdOf('manager', 'wazuh-server');

function previewOf(lifeline: Lifeline): EndpointPreview {
  return {
    agent_id: '001',
    agent: anAgent(),
    n: 4,
    state: OPEN_STATE,
    protection: 'none',
    reasons: [],
    right_refusals: [],
    lifeline,
  };
}

/** True if a POST with this preview's digest and these acknowledgments passes. */
function passes(
  verb: RequestedAction,
  endpoint: EndpointPreview,
  acknowledgements: readonly string[]
): boolean {
  if (!AGENT || !MANAGER) throw new Error('they are ids');
  const manager = { manager: MANAGER };
  const digest = digestOf(decidedOn('lab', MANAGER, verb, [endpoint]));
  const request: StartRequest = {
    host: 'lab',
    verb,
    agents: [AGENT],
    endpoints: [{ agent_id: '001', n: endpoint.n }],
    reason: 'Ransomware',
    choice: { addresses: [], profiles: [], reported: [], left_out: [] },
    acknowledgements,
    digest,
    key: 'a key',
  };
  const preview = { host: 'lab', verb, endpoints: [endpoint], digest };
  try {
    refuseUnlessAsPreviewed(request, { preview, manager });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

describe('a request that is about to be recorded, for any sources, choices and acknowledgements', () => {
  it.each(['isolate', 'reisolate'] as const)(
    'does not pass with a manager cut off that was not acknowledged (%s)',
    (verb) => {
      fc.assert(
        fc.property(
          anyFacts,
          anyChoice,
          fc.subarray([...ACKNOWLEDGEMENTS]),
          (facts, choice, acknowledgements) => {
            const lifeline = composeLifeline(facts, choice);
            const isPassing = passes(verb, previewOf(lifeline), acknowledgements);
            const open = new AddressSet(lifeline.entries.map(({ address }) => address));
            const isCutOff = facts.trusted.some(({ address }) => !open.covers(address));
            if (isPassing && isCutOff) expect(acknowledgements).toContain('trusted_left_out');
            if (isPassing) {
              expect(acknowledgements).toEqual(expect.arrayContaining([...lifeline.needs]));
              expect(lifeline.entries.length).toBeGreaterThan(0);
              expect(lifeline.refused).toEqual([]);
            }
            // And nothing else holds it up: what is confirmed and sound goes on.
            const isSound = lifeline.refused.length === 0 && lifeline.impossible === undefined;
            const isConfirmed = lifeline.needs.every((need) => acknowledgements.includes(need));
            expect(isPassing).toBe(isSound && isConfirmed);
          }
        ),
        { numRuns: runs(1000) }
      );
    }
  );
});
