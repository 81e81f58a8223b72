import type { ActionPreview } from '../../../common/action/preview';
import { ACTIONS_PATH } from '../../../common/api/paths';
import { shownAs, startedOf } from './actions_in_tests';
import { newKey } from '../access/api_client';
import { describeOnOpenSearch } from '../store/stores';
import { routesLab } from './routes_lab';

jest.setTimeout(60_000);

describeOnOpenSearch('a POST of actions that comes more than once', () => {
  const lab = routesLab();
  const previewOf = async (...agents: string[]): Promise<ActionPreview> =>
    (await lab().as('analyst').preview('isolate', agents)).body;
  const batches = () => lab().ledger.batchesOf('analyst');

  it('is the same action for the same key and body, however often and however late', async () => {
    const agent = lab().endpoint();
    const [preview, key] = [await previewOf(agent), newKey()];
    const first = await lab().as('analyst').startAs(preview, {}, key);
    expect(first.status).toBe(200);
    await shownAs(lab(), agent, 'isolated');
    const again = await lab().as('analyst').startAs(preview, {}, key);
    expect(again).toMatchObject({
      status: 200,
      body: {
        batch: first.body.batch,
        started: [{ agent_id: agent, action: { n: 1, status: 'succeeded' } }],
      },
    });
    await startedOf(lab(), 'release', agent);
    await shownAs(lab(), agent, 'not_isolated');
    // What was asked then was done then; it is not done anew.
    expect(await lab().as('analyst').startAs(preview, {}, key)).toMatchObject({
      status: 200,
      body: { started: [{ action: { n: 1, status: 'succeeded' } }] },
    });
    expect(lab().sentTo(agent)).toEqual(['isolate', 'release']);
  });

  it('is refused with another body under its key: 422, and nothing is done', async () => {
    const [agent, other] = [lab().endpoint(), lab().endpoint()];
    const key = newKey();
    await lab()
      .as('analyst')
      .startAs(await previewOf(agent), {}, key);
    const before = await batches();
    for (const changes of [{ reason: 'another reason' }, { case: 'INC-8' }]) {
      expect(
        await lab()
          .as('analyst')
          .startAs(await previewOf(agent), changes, key)
      ).toMatchObject({ status: 422, body: { attributes: { code: 'key_reused' } } });
    }
    expect(
      await lab()
        .as('analyst')
        .startAs(await previewOf(other), {}, key)
    ).toMatchObject({
      status: 422,
      body: {
        message: expect.stringContaining('with a new key'),
        attributes: { code: 'key_reused' },
      },
    });
    expect(lab().sentTo(other)).toEqual([]);
    expect(await lab().ledger.actionsOf(other)).toEqual([]);
    expect(await batches()).toEqual(before);
  });

  it.each([1, 3])(
    'is one command for each of %s endpoints when ten come at once',
    async (count) => {
      const agents = Array.from({ length: count }, () => lab().endpoint());
      const [preview, key] = [await previewOf(...agents), newKey()];
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => lab().as('analyst').startAs(preview, {}, key))
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      const ids = answers.flatMap(({ body }) =>
        body.started.map((one) => ('action' in one ? one.action.id : one.refused.code))
      );
      expect(new Set(ids).size).toBe(count);
      for (const agent of agents) {
        await shownAs(lab(), agent, 'isolated');
        expect(lab().sentTo(agent)).toEqual(['isolate']);
        expect(await lab().ledger.actionsOf(agent)).toHaveLength(1);
      }
    }
  );

  it('is one command when ten people press the button at once, each with a key of their own', async () => {
    const agent = lab().endpoint();
    const preview = await previewOf(agent);
    const people = ['analyst', 'admin'];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        lab()
          .as(people[index % 2] ?? '')
          .startAs(preview)
      )
    );
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    for (const { status, text } of answers.filter((answer) => !winners.includes(answer))) {
      expect(status).toBe(409);
      expect(text).toMatch(/"code":"(preview_changed|being_sent|already_pending)"/);
    }
    await shownAs(lab(), agent, 'isolated');
    expect(lab().sentTo(agent)).toEqual(['isolate']);
    expect(await lab().ledger.actionsOf(agent)).toHaveLength(1);
  });

  it('may be repeated by who never got the answer', async () => {
    const agent = lab().endpoint();
    const [preview, key] = [await previewOf(agent), newKey()];
    const client = lab().as('analyst');
    const abort = new AbortController();
    const lost = fetch(`${lab().url}${ACTIONS_PATH}`, {
      method: 'POST',
      signal: abort.signal,
      headers: {
        ...client.headers,
        'osd-xsrf': 'test',
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(client.actionRequest(preview)),
    });
    const ended = expect(lost).rejects.toThrow('abort');
    while (lab().sentTo(agent).length === 0) await new Promise(setImmediate);
    abort.abort();
    await ended;
    expect(await client.startAs(preview, {}, key)).toMatchObject({
      status: 200,
      body: { started: [{ action: { n: 1 } }] },
    });
    await shownAs(lab(), agent, 'isolated');
    expect(lab().sentTo(agent)).toEqual(['isolate']);
  });

  it('is known as a repeat by its action, where its batch was lost', async () => {
    const agent = lab().endpoint();
    const [preview, key] = [await previewOf(agent), newKey()];
    const { body } = await lab().as('analyst').startAs(preview, {}, key);
    await lab().ledger.remove(body.batch);
    await shownAs(lab(), agent, 'isolated');
    expect(await lab().as('analyst').startAs(preview, {}, key)).toMatchObject({
      status: 200,
      body: { batch: body.batch, started: [{ action: { n: 1 } }] },
    });
    expect(
      await lab().as('analyst').startAs(preview, { reason: 'another reason' }, key)
    ).toMatchObject({ status: 422 });
    expect(lab().sentTo(agent)).toEqual(['isolate']);
  });

  it('does not take an action for never done, because its record is gone', async () => {
    const agent = lab().endpoint();
    const [preview, key] = [await previewOf(agent), newKey()];
    await lab().as('analyst').startAs(preview, {}, key);
    await shownAs(lab(), agent, 'isolated');
    await lab().ledger.remove(`manager:wazuh-server/${agent}:1`);
    expect(await lab().as('analyst').startAs(preview, {}, key)).toMatchObject({ status: 409 });
    expect(lab().sentTo(agent)).toEqual(['isolate']);
    const { body: again } = await lab().as('analyst').preview('isolate', [agent]);
    expect(again.endpoints[0]).toMatchObject({ n: 1, lifeline: { needs: ['history_damaged'] } });
    // Undo never waits.
    expect(await lab().as('analyst').start('release', [agent])).toMatchObject({
      status: 200,
      body: { started: [{ action: { n: 2 } }] },
    });
    expect(lab().sentTo(agent)).toEqual(['isolate', 'release']);
  });

  it('has a key that is each user’s own', async () => {
    const [agent, other] = [lab().endpoint(), lab().endpoint()];
    const key = newKey();
    const [ours, theirs] = await Promise.all([
      lab()
        .as('analyst')
        .startAs(await previewOf(agent), {}, key),
      lab()
        .as('admin')
        .startAs(await previewOf(other), {}, key),
    ]);
    expect([ours.status, theirs.status]).toEqual([200, 200]);
    expect(ours.body.batch).not.toBe(theirs.body.batch);
  });

  it.each([undefined, '', 'short', 'x'.repeat(129), 'with a space', 'ümlaut-key'])(
    'has to have a key: %j is none',
    async (key) => {
      const agent = lab().endpoint();
      const client = lab().as('analyst');
      const body = client.actionRequest(await previewOf(agent));
      const headers = key === undefined ? undefined : { 'idempotency-key': encodeURI(key) };
      expect(await client.post(ACTIONS_PATH, body, headers)).toMatchObject({
        status: 400,
        body: {
          message: expect.stringContaining('idempotency-key is required: 8 to 128 letters'),
          attributes: { code: 'invalid_request' },
        },
      });
      expect(await lab().ledger.actionsOf(agent)).toEqual([]);
    }
  );
});
