import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { ACTIONS_PATH, PREVIEW_PATH, PROBES_PATH } from '../../../common/api/paths';
import { USER_COOKIE } from '../../../lab/host';
import type { SecuredLab } from '../access/secured_lab';
import { startSecuredLab } from '../access/secured_lab';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { isolateAs, visibleAgents } from './visible_agents';

jest.setTimeout(120_000);

const MANY = 120;
const EVERY_MS = 200;

/** A request whose body comes a byte at a time and never ends. */
class SlowRequest {
  answer = '';
  isOver = false;
  private readonly socket: Socket;
  private readonly timer: NodeJS.Timeout;

  constructor(url: string, path: string, user: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (data) => (this.answer += data.toString()));
    this.socket.on('error', () => this.end());
    this.socket.on('close', () => this.end());
    const head = [
      `POST ${path} HTTP/1.1`,
      `host: ${hostname}`,
      `cookie: ${USER_COOKIE}=${user}`,
      'osd-xsrf: test',
      'content-type: application/json',
      'content-length: 100000',
    ];
    this.socket.write(`${head.join('\r\n')}\r\n\r\n{"host":"lab"`);
    this.timer = setInterval(() => this.socket.write(' '), EVERY_MS);
  }

  end(): void {
    this.isOver = true;
    clearInterval(this.timer);
    this.socket.destroy();
  }
}

describeOnOpenSearch('requests whose bodies never end', () => {
  let lab: SecuredLab;
  beforeAll(async () => {
    lab = await startSecuredLab();
  }, startTimeLimit);
  afterAll(() => lab.stop());

  it('hold up nobody, and do nothing, however they end', async () => {
    const [agent = '', other = ''] = visibleAgents(lab);
    const paths = [ACTIONS_PATH, PREVIEW_PATH, PROBES_PATH];
    const slow = Array.from(
      { length: MANY },
      (_, i) => new SlowRequest(lab.host.url, paths[i % paths.length] ?? '', 'nobody')
    );
    try {
      expect(await isolateAs(lab, 'admin', agent)).toBe(200);
      await until(
        () => lab.as('admin').endpoint(agent),
        ({ state }) => state.status === 'isolated'
      );
      expect(slow.filter(({ isOver }) => isOver)).toHaveLength(0);
      slow.forEach(({ answer }) => expect(answer).not.toMatch(/^HTTP\/1\.1 2/));
    } finally {
      slow.forEach((one) => one.end());
    }
    expect(await isolateAs(lab, 'admin', other)).toBe(200);
    expect(lab.simulation.manager.commandsReached()).toHaveLength(2);
  });
});
