import { address } from '../../test/builders/actions';
import { anAgent } from '../../test/builders/agents';
import { OPEN_STATE } from '../../test/builders/views';
import type { Lifeline } from '../lifeline/lifeline';
import type { RequestedAction } from './requested_action';
import { decidedOn } from './plan';
import type { EndpointPreview } from './preview';
import type { PlanRefusal, StartDecision } from './start_plan';
import { plannedAction, refusalOfPermission, refusalOfStart } from './start_plan';

const HOST = 'lab';
const MANAGER = 'manager:wazuh-server';

const LIFELINE: Lifeline = {
  entries: [{ address: address('192.168.1.1'), sources: [{ source: 'configured' }] }],
  refused: [],
  left_out: [{ address: address('192.168.1.2'), source: 'cluster_node' }],
  reported_only: [],
  reported_problems: [],
  names: [],
  needs: ['trusted_left_out', 'very_wide'],
};

function previewOf(changes: Partial<EndpointPreview> = {}): EndpointPreview {
  return {
    agent_id: '001',
    agent: anAgent(),
    n: 4,
    state: OPEN_STATE,
    protection: 'none',
    reasons: [],
    right_refusals: [],
    lifeline: LIFELINE,
    ...changes,
  };
}

/** A text is its own digest here. */
const digestOf = (text: string) => text;

function decisionOn(
  shown: readonly EndpointPreview[],
  changes: Partial<StartDecision> = {}
): StartDecision {
  return {
    host: HOST,
    manager: MANAGER,
    verb: 'isolate',
    endpoints: shown.map(({ agent_id, n }) => ({ agent_id, n })),
    acknowledgements: LIFELINE.needs,
    digest: decidedOn(HOST, MANAGER, 'isolate', shown),
    ...changes,
  };
}

const withLifeline = (changes: Partial<Lifeline>) =>
  previewOf({ lifeline: { ...LIFELINE, ...changes } });
const refused = { text: '0.0.0.0/0', why: 'everything' as const };
const noRole = { code: 'role_missing' as const, needs: ['analyst'] };
const unread = { code: 'policies_unreadable' as const, needs: [] };

describe('the start of a request', () => {
  it.each<[string, readonly EndpointPreview[], PlanRefusal | undefined]>([
    ['nothing stands against', [previewOf()], undefined],
    [
      "names an endpoint that can't be isolated",
      [previewOf(), previewOf({ agent_id: '002', reasons: [{ code: 'not_listed' }] })],
      {
        code: 'not_eligible',
        endpoints: [{ agent_id: '002', reasons: [{ code: 'not_listed' }] }],
      },
    ],
    [
      "has an address that can't be allowed",
      [withLifeline({ refused: [refused] })],
      { code: 'lifeline_refused', refused: [refused] },
    ],
    [
      'has no address',
      [withLifeline({ impossible: 'empty_lifeline' })],
      { code: 'lifeline_empty', agent_id: '001' },
    ],
    [
      'has too many addresses',
      [withLifeline({ impossible: 'too_many_addresses' })],
      { code: 'too_many_addresses' },
    ],
  ])('of which it is true that it %s', (_case, previews, refusal) => {
    expect(refusalOfStart(decisionOn(previews), previews, new Set(), digestOf)).toEqual(refusal);
  });

  it("is refused where a risk wasn't acknowledged, with the risk", () => {
    const shown = [previewOf()];
    const decision = decisionOn(shown, { acknowledgements: ['very_wide', 'protected'] });
    expect(refusalOfStart(decision, shown, new Set(), digestOf)).toEqual({
      code: 'not_acknowledged',
      endpoints: [{ agent_id: '001', reasons: ['trusted_left_out'] }],
    });
  });

  it('is refused where anything is another than was shown', () => {
    const shown = [previewOf()];
    const changed = { code: 'preview_changed' };
    const now = [previewOf({ n: 5 })];
    expect(refusalOfStart(decisionOn(shown), now, new Set(), digestOf)).toEqual(changed);
    const otherNumber = decisionOn(shown, { endpoints: [{ agent_id: '001', n: 3 }] });
    expect(refusalOfStart(otherNumber, shown, new Set(), digestOf)).toEqual(changed);
    const otherVerb = decisionOn(shown, { verb: 'reisolate' });
    expect(refusalOfStart(otherVerb, shown, new Set(), digestOf)).toEqual(changed);
  });

  it("isn't refused for what it recorded itself before", () => {
    const shown = [previewOf(), previewOf({ agent_id: '002' })];
    const inTheWay = { n: 5, reasons: [{ code: 'already_isolated' as const }] };
    const now = [previewOf(inTheWay), previewOf({ agent_id: '002' })];
    const recorded = new Set(['001']);
    expect(refusalOfStart(decisionOn(shown), now, recorded, digestOf)).toBeUndefined();
    expect(refusalOfStart(decisionOn(shown), now, new Set(), digestOf)).toMatchObject({
      code: 'not_eligible',
    });
  });
});

describe('the permission for a request', () => {
  it.each<[string, EndpointPreview, boolean, PlanRefusal | undefined]>([
    ['given', previewOf({ reasons: [{ code: 'not_active' }] }), false, undefined],
    [
      'missing',
      previewOf({ right_refusals: [noRole, unread] }),
      false,
      { code: 'not_permitted', endpoints: [{ agent_id: '001', reasons: [noRole, unread] }] },
    ],
    [
      'unread',
      previewOf({ right_refusals: [unread] }),
      false,
      { code: 'rights_unread', endpoints: [{ agent_id: '001', reasons: [unread] }] },
    ],
    [
      "not told, for an endpoint that the person can't see",
      previewOf({ reasons: [{ code: 'not_listed' }], right_refusals: [] }),
      true,
      {
        code: 'not_eligible',
        endpoints: [{ agent_id: '001', reasons: [{ code: 'not_listed' }] }],
      },
    ],
  ])('is %s', (_case, preview, isHidden, refusal) => {
    expect(refusalOfPermission([{ preview, isHidden }])).toEqual(refusal);
  });
});

describe('the action that is recorded', () => {
  const planned = (asked: RequestedAction) =>
    plannedAction(asked, previewOf(), ['very_wide', 'history_damaged'], ['DNS']);
  const cutOff = {
    lifeline: LIFELINE.entries,
    acknowledgements: ['very_wide'],
    leftOut: [address('192.168.1.2')],
  };

  it('has the addresses of an isolation, what was acknowledged of what it needs, and the profiles', () => {
    expect(planned('isolate')).toEqual({ verb: 'isolate', ...cutOff, profiles: ['DNS'] });
  });

  it('is a release with the isolation that follows, for a change of addresses', () => {
    expect(planned('reisolate')).toEqual({
      verb: 'release',
      lifeline: [],
      acknowledgements: [],
      leftOut: [],
      profiles: ['DNS'],
      reisolation: {
        lifeline: cutOff.lifeline,
        acknowledgements: cutOff.acknowledgements,
        left_out: cutOff.leftOut,
      },
    });
  });

  it('has nothing to allow for a release', () => {
    const release = plannedAction('release', previewOf({ lifeline: undefined }), [], ['DNS']);
    const nothing = { lifeline: [], acknowledgements: [], leftOut: [], profiles: [] };
    expect(release).toEqual({ verb: 'release', ...nothing });
  });
});
