import { isAgentPage, NO_AGENT, readShownAgent } from './shown_agent';

const PINNED = {
  id: '001',
  name: 'FIN-WS-01',
  dateAdd: '2026-10-16T09:00:46+00:00',
  os: { platform: 'windows' },
};
const AGENT = { id: '001', name: 'FIN-WS-01', registered_at: Date.UTC(2026, 9, 16, 9, 0, 46) };
const pinned = JSON.stringify(PINNED);
const agentHash = (text: string) => `#/agents?tab=welcome&agent=${text}`;

describe('the agent that a page of Wazuh shows', () => {
  it.each([
    ['the URL names it', agentHash('001')],
    ['the URL of a module names it', '#/overview/?tab=general&tabView=dashboard&agentId=001'],
    ['the URL names none', '#/agents?tab=welcome'],
    ['the URL is of an app that knows nothing of it', ''],
    ['the URL has it with its digits encoded', agentHash('%30%30%31')],
    ['the URL names it twice', `${agentHash('001')}&agent=001`],
    ['an app of another kind has a parameter of this name', '#/events?agent=006'],
  ])('is the pinned one where %s', (_, hash) => {
    expect(readShownAgent(pinned, hash)).toEqual({ shown: 'agent', agent: AGENT });
  });

  it.each([
    ['on an agent page', agentHash('006')],
    ['on a module', '#/overview/?tab=general&agentId=006'],
    ['behind a second question mark', '#/agents?tab=welcome?x&agent=006'],
  ])('differs from the one in the URL %s', (_, hash) => {
    expect(readShownAgent(pinned, hash)).toEqual({ shown: 'differs', pinned: AGENT, url: '006' });
  });

  it.each([
    ['a path', '../../x'],
    ['markup', '<script>alert(1)</script>'],
    ['the manager itself', '000'],
    ['a leading zero too many', '0001'],
    ['a wildcard', '*'],
    ['nothing', ''],
    ['what 4.9 writes', 'undefined'],
    ['10 kB', '1'.repeat(10_000)],
    ['more than is read', '1'.repeat(100_000)],
    ['broken encoding', '%zz%'],
    ['two agents at once', '001&agent=006'],
  ])('is nobody where the URL names %s', (_, text) => {
    expect(readShownAgent(pinned, agentHash(text))).toEqual(NO_AGENT);
  });

  it.each([
    ['nothing is kept', null],
    ['none is pinned', '{}'],
    ['4.9 left its text', 'undefined'],
    ['it is no object', '"001"'],
    ['it is null', 'null'],
    ['it is a list', '[{"id":"001"}]'],
    ['it is broken JSON', '{"id":"001"'],
    ['it is the manager itself', '{"id":"000"}'],
    ['its id is a number', '{"id":1}'],
    ['its id is a path', '{"id":"../../x"}'],
    ['its id is markup', '{"id":"<script>"}'],
    ['its id is long', JSON.stringify({ id: '1'.repeat(10_000) })],
    ['the text is larger than any agent', JSON.stringify({ id: '001', name: 'x'.repeat(200_000) })],
  ])('is nobody where %s', (_, text) => {
    expect(readShownAgent(text, agentHash('001'))).toEqual(NO_AGENT);
    expect(readShownAgent(text, '')).toEqual(NO_AGENT);
  });

  it('is known by its id alone where name and time cannot be read', () => {
    const text = JSON.stringify({ id: '1234', name: { a: 1 }, dateAdd: 'soon' });
    expect(readShownAgent(text, '')).toEqual({ shown: 'agent', agent: { id: '1234' } });
  });
});

describe('the page of an agent', () => {
  it.each(['#/agents', '#/agents/', '#/agents?tab=stats&agent=001'])('is %s', (hash) => {
    expect(isAgentPage(hash)).toBe(true);
  });

  it.each([
    '',
    '#/',
    '#/agents-preview',
    '#/agentsx?agent=001',
    '#/overview/?agentId=001',
    '/agents',
  ])('is not %p', (hash) => {
    expect(isAgentPage(hash)).toBe(false);
  });
});
