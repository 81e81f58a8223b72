import { startEmbeddedStore } from '../../../lab/store/embedded/embedded_store';
import { until } from './until';
import { labOn } from './lab_on';

jest.setTimeout(60_000);

describe('the panel of the lab', () => {
  const { lab, plugin, panel, endpoint } = labOn(startEmbeddedStore);

  it.each([
    [
      'manager_fault',
      { host: 'lab', name: 'bad_luck', target: '', wanted: 'on' },
      /^400 "name" must be one of: manager_down/,
    ],
    [
      'manager_fault',
      { host: 'lab', name: 'manager_down', target: '' },
      /^400 The field "wanted" is missing/,
    ],
    [
      'manager_fault',
      { host: 'nowhere', name: 'manager_down', target: '', wanted: 'on' },
      /^404 There is no manager "nowhere"/,
    ],
    [
      'recovery',
      { host: 'lab', agent: '999', step: 'reset_firewall' },
      /^404 There is no endpoint "999"/,
    ],
    [
      'node_clock',
      { host: 'lab', node: 'node01', minutes: '' },
      /^400 "minutes" must be a number from -1440 to 1440/,
    ],
    ['store', { state: 'silent' }, /^404 The lab doesn't manage this store/],
    ['nothing', {}, /^404 Not Found/],
  ])('refuses %s with %j', async (control, fields, message) => {
    await expect(panel().send(control, fields)).rejects.toThrow(message);
  });

  it('takes no form without the header that other sites cannot send', async () => {
    const answer = await fetch(`${lab().panelUrl}/end_faults`, { method: 'POST' });
    expect(answer.status).toBe(400);
  });

  it('escapes what somebody looks for', async () => {
    expect(await panel().page('?find=%3Cscript%3E')).not.toContain('<script>');
    expect(await panel().page('?find=%3Cscript%3E')).toContain('&lt;script&gt;');
  });

  it('finds an endpoint by a part of its name', async () => {
    const [row] = (await plugin().endpoints('lab', { size: '1', search: 'HQ-DC' })).endpoints;
    expect(await panel().page('?find=hq-dc')).toContain(`>${row?.name}</a> lab/${row?.agent_id}`);
  });

  it('makes up answers: one in another log file is no evidence', async () => {
    const id = endpoint();
    const forged = { host: 'lab', agent: id, verb: 'isolate' };
    await panel().send('forge', { ...forged, forgery: 'other_log' });
    await panel().send('forge', { ...forged, forgery: 'syslog' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await plugin().endpoint('lab', id)).state.status).toBe('no_record');
    await panel().send('forge', { ...forged, forgery: 'own_log' });
    await until(
      () => plugin().endpoint('lab', id),
      ({ state }) => state.status === 'isolated'
    );
  });

  it('sets clocks and speeds', async () => {
    const id = endpoint();
    await panel().send('endpoint_clock', { host: 'lab', agent: id, minutes: '-90' });
    expect(await panel().page(`/endpoint?host=lab&agent=${id}`)).toContain('90 minutes behind');
    await panel().send('node_clock', { host: 'lab', node: 'node01', minutes: '15' });
    expect(await panel().page()).toContain('is 15 minutes ahead');
    // Tokens that were given before would have ended by such a leap.
    await panel().send('node_clock', { host: 'lab', node: 'node01', minutes: '0' });
    await panel().send('speed', { speed: 'slow' });
    expect(await panel().page()).toMatch(/id="speed-slow" data-live>current</);
  });

  it('removes an agent from the manager, once, and the plugin lists it no more', async () => {
    const id = endpoint();
    const removal = { host: 'lab', agent: id, wanted: 'removed' };
    expect(await panel().send('registration', removal)).toBe(`Agent ${id} was removed`);
    await expect(panel().send('registration', removal)).rejects.toThrow(/^400 .*already removed/);
    expect((await plugin().endpoints('lab', { size: '100' })).total).toBe(79);
  });

  it('serves its script and its styles', async () => {
    const script = await fetch(`${lab().panelUrl}/panel.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toContain('addEventListener');
    expect((await fetch(`${lab().panelUrl}/panel.css`)).status).toBe(200);
  });
});
