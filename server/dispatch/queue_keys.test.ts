import { ActionBuilder, address } from '../../test/builders/actions';
import type { ActionDocument } from '../../common/action/action';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import { queueKeyFrom, queueKeys } from './queue_keys';

const KEY = queueKeyFrom('the password of the API user');
const RECORDED: ActionDocument = new ActionBuilder('isolate')
  .with({
    lifeline: [{ address: address('10.0.0.1'), sources: [{ source: 'configured' }] }],
    not_after: 1_000_000,
    authority: { as: 'api_user' },
  })
  .build();

/** The action as it is read again: through JSON, with the number of writes that the indexer counts. */
function stored(action: ActionDocument, writes = action.timeline.length): StoredAction {
  const read = JSON.parse(JSON.stringify(action)) as ActionDocument;
  return { id: actionIdOf(action), action: read, version: { seqNo: 1, primaryTerm: 1, writes } };
}

describe('what waits to be sent', () => {
  const signed = KEY.sign(RECORDED);

  it('is known by the dashboards that have the password of its API user, and by no other', () => {
    expect(KEY.isSigned(stored(signed))).toBe(true);
    expect(queueKeyFrom('the password of the API user').isSigned(stored(signed))).toBe(true);
    expect(queueKeyFrom('another password').isSigned(stored(signed))).toBe(false);
    expect(KEY.isSigned(stored(RECORDED))).toBe(false);
    expect(KEY.isSigned(stored({ ...signed, signature: 'ff' }))).toBe(false);
  });

  const edits: ReadonlyArray<readonly [string, Partial<ActionDocument>]> = [
    ['its agent', { agent: { ...RECORDED.agent, id: '002' } }],
    ['its endpoint', { endpoint: 'manager:wazuh-server/002' }],
    ['its host', { host_id: 'other' }],
    ['its number', { n: 9 }],
    ['its verb', { verb: 'release' }],
    ['its allowed addresses', { lifeline: [] }],
    ['who asked', { user: 'mallory' }],
    ['as whom it is sent', { authority: { as: 'person' } }],
    ['until when it may be sent', { not_after: 9_000_000 }],
    ['the program', { program: 'other.exe' }],
    ['the user of the command', { sent_user: 'root' }],
    ['its reference ID', { ref: 'aaaaaaaa' }],
    ['a step of it', { timeline: RECORDED.timeline.map((step) => ({ ...step, by: 'mallory' })) }],
  ];

  it.each(edits)('is not known once somebody edited %s', (_, edit) => {
    expect(KEY.isSigned(stored({ ...signed, ...edit }))).toBe(false);
  });

  it('is not known under another number', () => {
    const copy = stored(signed);
    expect(KEY.isSigned({ ...copy, id: `${RECORDED.endpoint}:7` })).toBe(false);
  });

  it('is not known where it was set back to what it was: it was written more often than it has steps', () => {
    expect(KEY.isSigned(stored(signed, 3))).toBe(false);
    expect(KEY.isSigned({ ...stored(signed), version: { seqNo: 1, primaryTerm: 1 } })).toBe(false);
  });

  it('is known after each step that a dashboard signed', () => {
    const back: ActionDocument = {
      ...signed,
      timeline: [
        ...signed.timeline,
        { n: 2, at: 1, status: 'sending', by: 'alice' },
        { n: 3, at: 2, status: 'recorded', by: 'system' },
      ],
    };
    expect(KEY.isSigned(stored(back))).toBe(false);
    expect(KEY.isSigned(stored(KEY.sign(back)))).toBe(true);
  });

  it('is signed by a key of this process alone where no password can be read', async () => {
    const none = async () => undefined;
    const [one, other] = [queueKeys(none, () => 0), queueKeys(none, () => 0)];
    const own = (await one('lab')).sign(RECORDED);
    expect((await one('lab')).isSigned(stored(own))).toBe(true);
    expect((await other('lab')).isSigned(stored(own))).toBe(false);
  });

  it('is known by the process that recorded it although the password could not be read for a moment, before or since', async () => {
    let now = 0;
    let password: string | undefined = 'a';
    const read = async () => {
      if (password === undefined) throw new Error('not now');
      return password;
    };
    const keys = queueKeys(read, () => now);
    const before = (await keys('lab')).sign(RECORDED);
    password = undefined;
    now += 60_000;
    expect((await keys('lab')).isSigned(stored(before))).toBe(true);
    const late = queueKeys(read, () => now);
    const own = (await late('lab')).sign(RECORDED);
    password = 'a';
    now += 60_000;
    expect((await late('lab')).isSigned(stored(own))).toBe(true);
    expect((await late('lab')).isSigned(stored(before))).toBe(true);
  });

  it('is signed with a new password soon after it was changed', async () => {
    let [now, password] = [0, 'a'];
    const keys = queueKeys(
      async () => password,
      () => now
    );
    const signatureNow = async () => (await keys('lab')).sign(RECORDED).signature;
    const first = await signatureNow();
    password = 'b';
    expect(await signatureNow()).toBe(first);
    now += 60_000;
    expect(await signatureNow()).not.toBe(first);
  });
});
