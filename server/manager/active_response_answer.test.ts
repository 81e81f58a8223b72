import { agentId, agentList } from '../../test/integration/manager/agent_lists';
import { readActiveResponseAnswer } from './active_response_answer';
import type { AgentResult } from './manager';

const answer = (status: number, body: unknown) => ({ status, body });

const items = (affected: unknown, failed: unknown) =>
  answer(200, { data: { affected_items: affected, failed_items: failed }, error: 0 });

const failedItem = (code: unknown, ...id: unknown[]) => ({ error: { code, message: 'no' }, id });

const only = (results: ReadonlyMap<string, AgentResult>): AgentResult => {
  const [result, ...others] = Array.from(results.values());
  if (!result || others.length > 0) throw new Error('not exactly one result');
  return result;
};

describe('an answer 200', () => {
  it('leaves an agent in neither list uncertain', () => {
    const { agents } = readActiveResponseAnswer(items(['001'], []), agentList('001', '002'), 'off');
    expect(agents.get(agentId('002'))).toMatchObject({
      result: 'uncertain',
      code: 'not_answered_for',
    });
  });

  it('counts an agent in both lists as affected', () => {
    const both = items(['001'], [failedItem(1707, '001')]);
    expect(only(readActiveResponseAnswer(both, agentList('001'), 'off').agents)).toEqual({
      result: 'affected',
    });
  });

  it('never takes the name of a node for an agent, whatever the node is called', () => {
    const gone = items([], [failedItem(3022, '002')]);
    expect(only(readActiveResponseAnswer(gone, agentList('002'), 'on').agents)).toMatchObject({
      result: 'uncertain',
      code: 'node_gone',
    });
  });

  it('believes neither `error` nor the message nor the totals', () => {
    const boast = answer(200, {
      data: { affected_items: [], failed_items: [], total_affected_items: 1 },
      message: 'AR command was sent to all agents',
      error: 0,
    });
    expect(only(readActiveResponseAnswer(boast, agentList('001'), 'off').agents).result).toBe(
      'uncertain'
    );
  });

  it('names a code that is not known, and keeps the words', () => {
    const unknown = items([], [failedItem(1652, '001')]);
    expect(only(readActiveResponseAnswer(unknown, agentList('001'), 'off').agents)).toEqual({
      result: 'refused',
      code: 'agent_refused',
      managerCode: 1652,
      status: 200,
      words: 'no',
    });
  });

  it.each([
    ['a page of a proxy', '<html><body><h1>Sign in</h1></body></html>'],
    ['nothing', ''],
    ['null', null],
    ['a list', ['001']],
    ['affected items that are text', { data: { affected_items: '001', failed_items: [] } }],
    ['no failed items', { data: { affected_items: ['001'] } }],
    ['affected items in the wrong place', { affected_items: ['001'], failed_items: [] }],
  ])('that is not the manager’s is uncertain: %s', (_, body) => {
    const { agents, unexpected } = readActiveResponseAnswer(
      answer(200, body),
      agentList('001'),
      'off'
    );
    expect(only(agents)).toMatchObject({ result: 'uncertain', code: 'answer_unreadable' });
    expect(unexpected).toEqual([]);
  });

  it.each([
    ['no code', failedItem(undefined, '001')],
    ['a code that is text', failedItem('1707', '001')],
    ['an id that is no list', { error: { code: 1707 }, id: '001' }],
    ['an id that is a number', failedItem(1707, 1)],
    ['nothing at all', null],
  ])('whose failed item is broken refuses nobody: %s', (_, item) => {
    const { agents } = readActiveResponseAnswer(items([], [item]), agentList('001'), 'off');
    expect(only(agents)).toMatchObject({ result: 'uncertain', code: 'not_answered_for' });
  });

  it('lists strange things among the affected as unexpected, as text', () => {
    const strange = items(['001', 1, null, { id: '002' }, '0002'], []);
    const { unexpected } = readActiveResponseAnswer(strange, agentList('001'), 'off');
    expect(unexpected).toEqual(['1', 'null', '{"id":"002"}', '0002']);
  });
});

describe('any other answer', () => {
  const problem = (status: number, error?: number) =>
    answer(status, { title: 'No', detail: 'It says no', ...(error ? { error } : {}) });
  const resultOf = (
    given: { status: number; body: unknown },
    cluster: 'on' | 'off' | 'not_known'
  ) => only(readActiveResponseAnswer(given, agentList('001'), cluster).agents);

  it.each([
    [400, undefined, 'request_refused'],
    [400, 3022, 'agent_node_gone'],
    [401, undefined, 'not_authenticated'],
    [403, 4000, 'not_permitted'],
    [403, undefined, 'not_permitted'],
    [404, undefined, 'request_refused'],
    [405, undefined, 'request_refused'],
    [406, 6002, 'request_refused'],
    [413, undefined, 'request_refused'],
    [415, undefined, 'request_refused'],
    [429, 6001, 'rate_limited'],
  ])('with status %d and code %p ran nothing: %s', (status, managerCode, code) => {
    expect(resultOf(problem(status, managerCode), 'on')).toEqual({
      result: 'refused',
      code,
      managerCode,
      status,
      words: 'It says no',
    });
  });

  it('with 400 in plain text, as for a request that is too long, ran nothing', () => {
    expect(resultOf(answer(400, 'Bad Request'), 'on')).toMatchObject({
      result: 'refused',
      words: 'Bad Request',
    });
  });

  it.each([404, 405, 408, 409, 302, 307, 201, 204, 418])(
    'with status %d from somebody who is not the manager is uncertain',
    (status) => {
      expect(resultOf(answer(status, '<h1>Not here</h1>'), 'off').result).toBe('uncertain');
    }
  );

  it.each([1010, 1017, 2005])(
    '500/%d ran nothing for a single agent with the cluster off',
    (code) => {
      expect(resultOf(problem(500, code), 'off').result).toBe('refused');
    }
  );

  it.each([1010, 1017, 2005])(
    '500/%d is uncertain with the cluster on, and where that is not known',
    (code) => {
      expect(resultOf(problem(500, code), 'on').result).toBe('uncertain');
      expect(resultOf(problem(500, code), 'not_known').result).toBe('uncertain');
    }
  );

  it.each([1010, 1017, 2005])('500/%d is uncertain for several agents', (code) => {
    const { agents } = readActiveResponseAnswer(problem(500, code), agentList('001', '002'), 'off');
    agents.forEach(({ result }) => expect(result).toBe('uncertain'));
  });

  it.each([
    [3021, 'manager_timed_out'],
    [3012, 'cluster_down'],
    [1000, 'manager_failed'],
  ])('500/%d is always uncertain', (managerCode, code) => {
    expect(resultOf(problem(500, managerCode), 'off')).toMatchObject({ result: 'uncertain', code });
  });

  it.each([
    [500, 'Internal Server Error'],
    [502, '<html>Bad Gateway</html>'],
    [504, { error: 1010 }],
  ])('%d without the shape of the manager is uncertain', (status, body) => {
    expect(resultOf(answer(status, body), 'off')).toMatchObject({
      result: 'uncertain',
      code: 'manager_failed',
      status,
    });
  });
});
