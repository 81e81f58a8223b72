import { ActionBuilder, address, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import { anAgent } from '../../test/builders/agents';
import { PROGRAMS } from '../../test/builders/programs';
import { OPEN_STATE, provenState } from '../../test/builders/views';
import { readServerAddress } from '../address/address';
import type { LifelineFacts } from '../lifeline/lifeline';
import type { ActionDocument } from './action';
import type { PlanFacts, PlanRequest, PlanSettings } from './plan';
import { cutsOff, decidedOn, planEndpoint } from './plan';
import type { EndpointPreview } from './preview';
import { isPossible } from './preview';

const MANAGER_ADDRESS = address('192.168.1.1');

const LIFELINE: LifelineFacts = {
  trusted: [{ address: MANAGER_ADDRESS, source: 'configured' }],
  reported: {
    read: true,
    servers: [{ server: readServerAddress('192.168.1.1'), resolved: [] }],
  },
  alwaysAllowed: [],
  profiles: [],
};

const SETTINGS: PlanSettings = {
  protection: { agents: ['900'], names: [], groups: [], mode: 'confirm' },
  programs: PROGRAMS,
  references: 'on',
};

const NO_CHOICE = { addresses: [], profiles: [], reported: [], left_out: [] };

function slotOf(last: ActionDocument | undefined, expected = last?.n ?? 0) {
  return { expected, last, next: undefined, earlier: [] };
}

interface Case {
  readonly request?: Partial<PlanRequest>;
  readonly facts?: Partial<PlanFacts>;
  readonly settings?: Partial<PlanSettings>;
  readonly now?: number;
}

function plan({ request, facts, settings, now = ASKED_AT }: Case): EndpointPreview {
  const agent = anAgent();
  return planEndpoint(
    { verb: 'isolate', choice: NO_CHOICE, user: 'alice', ...request },
    {
      agentId: agent.id,
      agent,
      isHidden: false,
      rightRefusals: [],
      state: OPEN_STATE,
      n: 0,
      slot: slotOf(undefined),
      history: 'whole',
      lifeline: LIFELINE,
      ...facts,
    },
    { ...SETTINGS, ...settings },
    now
  );
}

const noRight = { code: 'role_missing' as const, needs: ['analyst'] };
const beingSent = new ActionBuilder('isolate').sending().build();
const dispatched = new ActionBuilder('isolate').sending().dispatched().build();
const uncertain: ActionDocument = { ...dispatched, status: 'uncertain' };

describe('the plan for one endpoint', () => {
  it.each<[string, Case, Partial<EndpointPreview>]>([
    ['nothing stands against', {}, { reasons: [], right_refusals: [], n: 0, protection: 'none' }],
    [
      'the manager lists no agent of',
      { facts: { agent: undefined } },
      { reasons: [{ code: 'not_listed' }] },
    ],
    [
      "isn't a Windows one",
      { facts: { agent: anAgent({ os_platform: 'ubuntu', os_name: 'Ubuntu 22.04' }) } },
      { reasons: [{ code: 'not_windows', detail: 'Ubuntu 22.04' }] },
    ],
    [
      'is isolated already',
      { facts: { state: provenState('isolated') } },
      { reasons: [{ code: 'already_isolated' }] },
    ],
    [
      "would have its addresses changed, but isn't isolated",
      { request: { verb: 'reisolate' } },
      { reasons: [{ code: 'not_isolated' }] },
    ],
    [
      'is released whatever is believed of it',
      { request: { verb: 'release' }, facts: { state: provenState('not_isolated') } },
      { reasons: [] },
    ],
    [
      'is protected, so that isolating it takes a word',
      { settings: { protection: { ...SETTINGS.protection, agents: ['001'] } } },
      { protection: 'confirm', reasons: [] },
    ],
    [
      'is protected against everybody',
      {
        settings: { protection: { ...SETTINGS.protection, agents: ['001'], mode: 'refuse' } },
      },
      { protection: 'refused', reasons: [{ code: 'protected' }] },
    ],
    [
      'is a server where nothing is protected',
      {
        facts: { agent: anAgent({ os_name: 'Microsoft Windows Server 2022' }) },
        settings: { protection: { agents: [], names: [], groups: [], mode: 'confirm' } },
      },
      { suggestion: 'protect_server' },
    ],
    [
      'this person may not isolate',
      { facts: { rightRefusals: [noRight] } },
      { right_refusals: [noRight], reasons: [] },
    ],
    [
      "can't be read in the alerts",
      { facts: { alertsUnread: 'indexer_unreachable' } },
      { alerts_unread: 'indexer_unreachable', reasons: [] },
    ],
    [
      'an isolation is being sent to',
      { facts: { n: 1, slot: slotOf(beingSent) } },
      {
        n: 1,
        slot: { code: 'being_sent', verb: 'isolate', by: 'alice', until: expect.anything() },
      },
    ],
    [
      'an isolation is waited for',
      { facts: { n: 1, slot: slotOf(dispatched) } },
      { slot: { code: 'already_pending', verb: 'isolate', by: 'alice', until: expect.anything() } },
    ],
    [
      'is released while an isolation may still run',
      { request: { verb: 'release' }, facts: { n: 1, slot: slotOf(uncertain) } },
      {
        still_pending: {
          code: 'may_still_run',
          verb: 'isolate',
          by: 'alice',
          until: expect.anything(),
        },
      },
    ],
    [
      'would get other addresses, where an isolation is waited for',
      {
        request: { verb: 'reisolate' },
        facts: { n: 1, slot: slotOf(dispatched), state: provenState('isolated') },
      },
      { slot: { code: 'already_pending', verb: 'isolate', by: 'alice', until: expect.anything() } },
    ],
  ])('says of an endpoint that %s', (_case, given, expected) => {
    expect(plan(given)).toMatchObject(expected);
  });

  it.each<[string, Case, string[]]>([
    ['nothing', {}, []],
    ['damaged history', { facts: { history: 'damaged' } }, ['history_damaged']],
    [
      'protection',
      { settings: { protection: { ...SETTINGS.protection, agents: ['001'] } } },
      ['protected'],
    ],
    [
      'an unknown state without a backup',
      { facts: { state: { ...OPEN_STATE, status: 'unknown', backup: 'missing' } } },
      ['no_way_back'],
    ],
    [
      'no trusted address',
      {
        request: { choice: { ...NO_CHOICE, addresses: ['10.0.0.1'] } },
        facts: { lifeline: { ...LIFELINE, trusted: [] } },
      },
      ['no_trusted_address', 'reported_not_covered'],
    ],
  ])('has %s acknowledged', (_what, given, needs) => {
    expect(plan(given).lifeline?.needs).toEqual(needs);
  });

  it.each<[string, Case]>([
    ['a release', { request: { verb: 'release' } }],
    ["an endpoint that isn't listed", { facts: { agent: undefined } }],
    ['somebody who may not isolate it', { facts: { rightRefusals: [noRight] } }],
  ])('has no allowed addresses for %s', (_case, given) => {
    expect(plan(given).lifeline).toBeUndefined();
  });

  it('takes the addresses that were acknowledged before, and asks for none', () => {
    const confirmed = plan({}).lifeline;
    const again = plan({ request: { confirmed }, facts: { lifeline: undefined } });
    expect(again.lifeline).toEqual(confirmed);
    expect(cutsOff({ verb: 'isolate' }, { agent: anAgent(), rightRefusals: [] })).toBe(true);
    expect(cutsOff({ verb: 'release' }, { agent: anAgent(), rightRefusals: [] })).toBe(false);
  });

  it('says nothing of an endpoint that is hidden, not even the request', () => {
    const facts = { agent: undefined, isHidden: true, lifeline: undefined };
    expect(plan({ request: { verb: 'release' }, facts })).toEqual({
      agent_id: '001',
      n: 0,
      state: OPEN_STATE,
      protection: 'none',
      reasons: [{ code: 'not_listed' }],
      right_refusals: [],
    });
  });

  it('shows the request, and for a change of addresses the second', () => {
    const data = (action: string) => ({ data: { action, user: 'alice#<ref>', debug: false } });
    const path = '/active-response?agents_list=001';
    expect(plan({ request: { verb: 'reisolate' } })).toMatchObject({
      request: { path, body: { command: '!isolation.exe', alert: data('release') } },
      second_request: { path, body: { arguments: [MANAGER_ADDRESS], alert: data('isolate') } },
    });
    const withoutRef = plan({ settings: { references: 'off' } });
    expect(withoutRef.request?.body).toMatchObject({ alert: { data: { user: 'alice' } } });
    expect(withoutRef.second_request).toBeUndefined();
  });

  it('is waited for no longer than the answer time', () => {
    const facts = { n: 1, slot: slotOf(dispatched) };
    expect(isPossible(plan({ facts }))).toBe(false);
    expect(isPossible(plan({ facts, now: ASKED_AT + 2 * ANSWER_TIME }))).toBe(true);
  });
});

describe('what a person decides on', () => {
  const decided = (preview: EndpointPreview, host = 'lab') =>
    decidedOn(host, 'manager:wazuh-server', 'isolate', [preview]);

  it('is the same for the same facts, whatever else is shown', () => {
    const facts = { alertsUnread: 'indexer_unreachable' };
    expect(decided(plan({ facts }))).toBe(decided(plan({})));
  });

  it.each<[string, Case]>([
    ['number', { facts: { n: 1 } }],
    ['name', { facts: { agent: anAgent({ name: 'FIN-WS-02' }) } }],
    ['enrollment', { facts: { agent: anAgent({ date_add: ASKED_AT }) } }],
    ['address', { request: { choice: { ...NO_CHOICE, addresses: ['10.0.0.9'] } } }],
    ['warning', { facts: { history: 'damaged' } }],
  ])('is another with another %s', (_what, given) => {
    expect(decided(plan(given))).not.toBe(decided(plan({})));
  });
});
