import { inspect } from 'util';
import { command, sending } from './commands';
import type { Script } from './scripted_manager';
import { loginAnswer, ScriptedManager, TOKEN } from './scripted_manager';
import { HOST_ID, PASSWORD, USER, WAYS } from './ways';

/** Everything in a value, whatever it hides: properties that are not enumerable, and the stack. */
const everything = (value: unknown) =>
  inspect(value, {
    depth: Infinity,
    showHidden: true,
    maxStringLength: Infinity,
    maxArrayLength: Infinity,
  });

const BASIC = Buffer.from(`${USER}:${PASSWORD}`).toString('base64');
const SECRETS = [PASSWORD, BASIC, TOKEN];

function expectNoSecret(value: unknown) {
  for (const secret of SECRETS) expect(everything(value)).not.toContain(secret);
}

/** Response of a manager or proxy that echoes the request. */
const echo = (status: number): Script => ({
  status,
  body: {
    title: `Authorization: Bearer ${TOKEN}`,
    detail: `Authorization: Basic ${BASIC}, token ${TOKEN}`,
  },
});

describe.each(WAYS)('by the way $name no secret is in', (way) => {
  const failures: [string, Script][] = [
    ['an echo with 400', echo(400)],
    ['an echo with 401', echo(401)],
    ['an echo with 403', echo(403)],
    ['an echo with 500', echo(500)],
    ['an echo with 200', echo(200)],
    ['a cut', 'cut_before_answer'],
    ['a cut in the body', 'cut_in_body'],
    ['a time-out', 'never'],
  ];
  const limits = { readMs: 200, commandMs: 200, loginMs: 200 };

  it.each(failures)('the error of a login that ends with %s', async (_, script) => {
    const manager = await new ScriptedManager(() => script).start();
    const opened = await way.to(manager, { limits });
    const error: unknown = await opened.managers.open(HOST_ID).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expectNoSecret(error);
    expectNoSecret(opened.pauses.of(HOST_ID));
    opened.close();
    await manager.stop();
  });

  it.each(failures)(
    'the error of a read, or the result of a command, that ends with %s',
    async (_, script) => {
      const manager = await new ScriptedManager(({ method }) =>
        method === 'POST' ? loginAnswer() : script
      ).start();
      const opened = await way.to(manager, {
        limits: { readMs: 200, commandMs: 200 },
        wait: async () => undefined,
      });
      const session = await opened.managers.open(HOST_ID);
      expectNoSecret(await session.sendActiveResponse(command(['001']), sending()));
      expectNoSecret(await session.about().catch((thrown) => thrown));
      opened.close();
      await manager.stop();
    }
  );

  it('the list of hosts', async () => {
    const manager = await new ScriptedManager(() => loginAnswer()).start();
    const opened = await way.to(manager, {
      direct: { url: manager.url.replace('//', `//admin:${PASSWORD}@`) },
    });
    expectNoSecret(await opened.managers.hosts());
    opened.close();
    await manager.stop();
  });

  it('an error where nobody is there', async () => {
    const manager = await new ScriptedManager(() => loginAnswer()).start();
    const opened = await way.to(manager);
    await manager.stop();
    expectNoSecret(await opened.managers.open(HOST_ID).catch((thrown) => thrown));
    opened.close();
  });
});
