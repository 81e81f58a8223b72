import { agentId, anAgent } from '../../test/builders/agents';
import { aPerson, managersListing, policiesOn } from '../../test/builders/people';
import { MINUTE } from '../../common/base/time';
import { AgentRows } from '../manager/agent_rows';
import { ListedAgents } from '../manager/listed_agents';
import type { NamedAgent } from './visible_agents';
import { visibilityOf } from './visible_agents';

const FINANCE = anAgent({ id: agentId('001'), groups: ['finance'] });
const SECRET = anAgent({ id: agentId('002'), groups: ['secret'] });
const ALL_BUT_SECRET = policiesOn({ 'agent:id:*': 'allow', 'agent:group:secret': 'deny' });

/** Returns what a person sees of these agents. `lists`: what the manager lists to the person, and what it has at all. */
async function seen(
  named: readonly NamedAgent[],
  policies: ReturnType<typeof policiesOn>,
  lists: {
    readonly toPerson: (typeof FINANCE)[] | 'down';
    readonly atAll: (typeof FINANCE)[] | 'down';
  }
) {
  const person = aPerson({ policies, managers: managersListing(lists.toPerson) });
  const visibility = await visibilityOf(
    named,
    { person, hostId: 'lab', opened: 'by_person' },
    {
      rows: new AgentRows(() => 0),
      listed: new ListedAgents(
        managersListing(lists.atAll),
        () => 0,
        () => undefined
      ),
    }
  );
  return named.map((one) => visibility.maySee(one));
}

describe('an agent that the manager holds back from a person', () => {
  it('is not seen, also where its document says nothing of its groups', async () => {
    const lists = { toPerson: [FINANCE], atAll: [FINANCE, SECRET] };
    expect(await seen([{ id: '001' }, { id: '002' }], ALL_BUT_SECRET, lists)).toEqual([
      true,
      false,
    ]);
  });

  it('is not seen where its document names groups that it has no longer', async () => {
    const lists = { toPerson: [FINANCE], atAll: [FINANCE, SECRET] };
    const named = [{ id: '002', groups: ['finance'] }];
    expect(await seen(named, ALL_BUT_SECRET, lists)).toEqual([false]);
  });

  it('is not seen where the manager lists it by mistake: the policies decide as well', async () => {
    const lists = { toPerson: [FINANCE, SECRET], atAll: [FINANCE, SECRET] };
    expect(await seen([{ id: '002' }], ALL_BUT_SECRET, lists)).toEqual([false]);
  });
});

describe('an agent that is gone', () => {
  const lists = { toPerson: [FINANCE], atAll: [FINANCE] };

  it('is seen by the groups that its document names', async () => {
    const named = [
      { id: '002', groups: ['finance'] },
      { id: '003', groups: ['secret'] },
    ];
    expect(await seen(named, ALL_BUT_SECRET, lists)).toEqual([true, false]);
    const onlyFinance = policiesOn({ 'agent:group:finance': 'allow' });
    expect(await seen(named, onlyFinance, lists)).toEqual([true, false]);
  });

  it('is seen by nobody with restrictions where its groups are not known', async () => {
    expect(await seen([{ id: '002' }], ALL_BUT_SECRET, lists)).toEqual([false]);
  });

  it('is taken for held back where the manager cannot be asked', async () => {
    const unsure = { toPerson: [FINANCE], atAll: 'down' as const };
    const named = [{ id: '002', groups: ['finance'] }];
    expect(await seen(named, ALL_BUT_SECRET, unsure)).toEqual([false]);
  });
});

describe('a person from whom nothing is held back', () => {
  it('sees all without a call to the manager', async () => {
    const all = policiesOn({ '*:*:*': 'allow' });
    const down = { toPerson: 'down' as const, atAll: 'down' as const };
    expect(await seen([{ id: '001' }, { id: '' }], all, down)).toEqual([true, true]);
  });
});

describe('a page that refreshes itself', () => {
  /** Looks by timer, after somebody saw the agents at `seenAt`, with a manager that fails whoever asks it. */
  async function byTimer(seenAt: number, now: number) {
    let clock = seenAt;
    const rows = new AgentRows(() => clock);
    rows.note('lab', [FINANCE, SECRET]);
    clock = now;
    const person = aPerson({ policies: ALL_BUT_SECRET, managers: managersListing('down') });
    const listed = new ListedAgents(
      managersListing('down'),
      () => clock,
      () => undefined
    );
    const named = [{ id: '001' }, { id: '002' }];
    const visibility = await visibilityOf(
      named,
      { person, hostId: 'lab', opened: 'by_timer' },
      { rows, listed }
    );
    return named.map((one) => visibility.maySee(one));
  }

  it('goes by the groups that anybody saw, and asks no manager', async () => {
    expect(await byTimer(0, 4 * MINUTE)).toEqual([true, false]);
  });

  it('goes by no groups that are more than 5 minutes old', async () => {
    expect(await byTimer(0, 5 * MINUTE)).toEqual([false, false]);
  });
});
