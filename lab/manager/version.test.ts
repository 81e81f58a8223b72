import { RecordedManager } from '../../test/builders/recorded_manager';

describe.each([
  { version: '4.9.2', minor: '4.9', refusesTheManager: true },
  { version: '4.13.1', minor: '4.13', refusesTheManager: true },
  { version: '4.14.0', minor: '4.14', refusesTheManager: false },
])('a manager of version $version', ({ version, minor, refusesTheManager }) => {
  it('says so, links to its own documentation and commands as versions of its age do', async () => {
    const recorded = await RecordedManager.start({ version, cluster: 'alone' });
    const token = await recorded.client.logIn('wazuh', 'wazuh');
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const root = JSON.parse((await recorded.client.send('GET', '/', headers)).text);
    const path = '/active-response?agents_list=000,006';
    const answer = await recorded.client.send('PUT', path, headers, '{"command":"!isolation.exe"}');
    recorded.stop();
    expect(root.data.api_version).toBe(version);
    const failed: Array<{ error: { code: number; remediation: string } }> = JSON.parse(answer.text)
      .data.failed_items;
    expect(failed.map(({ error }) => error.code)).toEqual(
      refusesTheManager ? [1703, 1707] : [1707]
    );
    const [lastFailure] = failed.slice(-1);
    expect(lastFailure?.error.remediation).toContain(`documentation.wazuh.com/${minor}/`);
  });
});
