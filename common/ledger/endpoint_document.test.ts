import fc from 'fast-check';
import { additions } from '../../test/builders/arbitrary_record';
import { answers, aSentAction, minutes, theAnswerTo } from '../../test/builders/evidence';
import { endpointKeyOf, managerIdOf, parseAgentId } from '../manager/endpoint';
import type { EndpointDocument } from './endpoint_document';
import { changed, newEndpointDocument } from './endpoint_document';
import type { EndpointRecord } from '../state/endpoint_record';
import { addTo, EMPTY_RECORD } from '../state/endpoint_record';
import type { StateStatus } from '../state/endpoint_state';
import { stateOf } from '../state/fold';

function newDocument(): EndpointDocument {
  const manager = managerIdOf('manager', 'vm');
  const agent = parseAgentId('001');
  if (!manager || !agent) throw new Error('both are allowed');
  return newEndpointDocument(endpointKeyOf(manager, agent), minutes(0));
}

/** Concludes from the fields of a document what a search of the list does, with no record at hand. */
function statusInList(
  { settled_status, first_wait_end }: EndpointDocument,
  now: number
): StateStatus {
  return first_wait_end !== undefined && first_wait_end <= now ? 'unknown' : settled_status;
}

describe('the document of an endpoint', () => {
  it('is searched by the very state that is shown, at any time and without another write', () => {
    fc.assert(
      fc.property(additions(12), fc.integer({ min: -1, max: 60 }), (list, minute) => {
        const record = list.reduce<EndpointRecord>(
          (current, { evidence, sent }) => addTo(current, evidence, sent),
          EMPTY_RECORD
        );
        const document = changed(newDocument(), { record }, minutes(0));
        const now = minutes(minute);
        const state = stateOf(record, now);
        expect(statusInList(document, now)).toBe(state.status);
        const isWaiting = (document.last_wait_end ?? 0) > now;
        expect(isWaiting).toBe(state.waiting !== undefined);
      })
    );
  });

  it('is searched by a state that knows of our own actions, too', () => {
    const inPart = aSentAction(1, 'isolate', minutes(0));
    const unheard = aSentAction(2, 'isolate', minutes(10));
    const release = aSentAction(3, 'release', minutes(20));
    const evidence = [theAnswerTo(inPart, answers.partial), theAnswerTo(release, answers.released)];
    // It may have saved the isolated firewall, which the release then restored.
    const record = addTo(EMPTY_RECORD, evidence, [inPart, unheard, release]);
    expect(changed(newDocument(), { record }, 0).settled_status).toBe('unknown');
    const without = addTo(EMPTY_RECORD, evidence, [inPart, release]);
    expect(changed(newDocument(), { record: without }, 0).settled_status).toBe('not_isolated');
  });

  it('is the same object where nothing changed', () => {
    const document = newDocument();
    const same = { record: document.record, last_n: 0, agent_name: '', reported: [] };
    expect(changed(document, same, minutes(9))).toBe(document);
  });

  it('never counts back', () => {
    const document = changed(newDocument(), { last_n: 7 }, minutes(0));
    expect(changed(document, { last_n: 3, agent_name: 'X' }, minutes(1)).last_n).toBe(7);
  });

  it('has the time of its proof, and none without one', () => {
    const action = aSentAction(1, 'isolate', minutes(0));
    const answer = theAnswerTo(action, answers.isolated);
    const proven = changed(newDocument(), { record: addTo(EMPTY_RECORD, [answer], [action]) }, 0);
    expect(proven.proof_at).toBe(answer.at);
    const refused = theAnswerTo(aSentAction(2, 'release', minutes(1)), answers.notIsolated);
    const unknown = changed(proven, { record: addTo(proven.record, [refused], []) }, 0);
    expect(unknown).not.toHaveProperty('proof_at');
    expect(unknown.settled_status).toBe('unknown');
  });
});
