import { withFormer } from '../../common/attribution/attribution';
import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import { formerAgentOf } from '../../common/ledger/takeover';
import { ownerOf } from '../../common/state/whose_report';
import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import { aClusterIdentity, anIdentity } from '../../test/builders/managers';
import { ALONE, CLUSTER, ENROLLED, keyOf, renamedLedger } from '../../test/builders/renamed_ledger';

describe('an endpoint under a former name of its manager', () => {
  it('keeps its state where the manager lists it as it was: its cluster was switched on', async () => {
    const { names, statusOf, taken } = renamedLedger(4);
    await names.round();
    expect(taken()).toEqual(['001', '002', '003', '004']);
    expect(statusOf(CLUSTER, '001')).toBe('isolated');
    expect(await names.leftOf('lab')).toEqual([]);
  });

  it('keeps its state where the manager was renamed', async () => {
    const renamed = anIdentity({ hostname: 'vm2', seen_at: minutes(60) });
    const hosts = [{ identity: withFormer(renamed, ALONE), aliases: [] }];
    const { names, statusOf } = renamedLedger(3, { hosts });
    await names.round();
    expect(statusOf(renamed, '003')).toBe('isolated');
  });

  it('counts for nothing where the host’s URL was moved to another manager whose 001 is DC01 as well', async () => {
    const { names, enroll, remove, statusOf, taken } = renamedLedger(4);
    enroll('001', { date_add: ENROLLED + 9 * HOUR });
    for (const id of ['002', '003', '004']) remove(id);
    await names.round();
    expect(taken()).toEqual([]);
    expect(statusOf(CLUSTER, '001')).toBe('no_record');
    expect(await names.leftOf('lab')).toMatchObject([
      { manager: 'manager:vm', agreement: { agree: 0, of: 4 }, isAsked: false },
    ]);
  });

  it('is not taken over, even by an administrator’s word, where it is listed with another enrollment or name', async () => {
    const { names, enroll, taken } = renamedLedger(4, { said: ['vm'] });
    enroll('001', { date_add: ENROLLED + SECOND });
    enroll('002', { name: 'ws-002-new' });
    await names.round();
    expect(taken()).toEqual(['003', '004']);
    const [left] = await names.leftOf('lab');
    expect(left?.endpoints.map(({ agent_id: id }) => id)).toEqual(['001', '002']);
    expect(left?.isAsked).toBe(false);
  });

  it('waits for an administrator where half of the fleet was re-enrolled', async () => {
    const half = renamedLedger(10);
    const reenrolled = ['001', '002', '003', '004', '005'];
    for (const id of reenrolled) half.enroll(id, { date_add: minutes(30) });
    await half.names.round();
    expect(half.taken()).toEqual([]);
    expect(await half.names.leftOf('lab')).toMatchObject([
      { agreement: { agree: 5, of: 10 }, isAsked: true },
    ]);
    const said = renamedLedger(10, { said: ['vm'] });
    for (const id of reenrolled) said.enroll(id, { date_add: minutes(30) });
    await said.names.round();
    expect(said.taken()).toEqual(['006', '007', '008', '009', '010']);
    expect(said.statusOf(CLUSTER, '001')).toBe('no_record');
  });

  it('needs nine of ten: eight are asked about', async () => {
    const { names, remove, taken } = renamedLedger(10);
    remove('001');
    remove('002');
    await names.round();
    expect(taken()).toEqual([]);
    const most = renamedLedger(10);
    most.remove('001');
    await most.names.round();
    expect(most.taken()).toHaveLength(9);
  });

  it('waits for an administrator where there are fewer than three', async () => {
    const { names, taken } = renamedLedger(2);
    await names.round();
    expect(taken()).toEqual([]);
    const said = renamedLedger(2, { said: ['vm'] });
    await said.names.round();
    expect(said.taken()).toEqual(['001', '002']);
  });

  it('is not former where another configured host goes by that name now', async () => {
    const other = anIdentity({ host_id: 'lab2', hostname: 'vm', seen_at: minutes(60) });
    const hosts = [
      { identity: withFormer(aClusterIdentity({ hostname: 'elsewhere' }), ALONE), aliases: [] },
      { identity: other, aliases: [] },
    ];
    const { names, taken } = renamedLedger(4, { hosts });
    await names.round();
    expect(taken()).toEqual([]);
    expect(await names.leftOf('lab')).toEqual([]);
  });

  it('is taken over once, where two hosts had that name', async () => {
    const second = anIdentity({ host_id: 'lab2', hostname: 'vm3' });
    const hosts = [
      { identity: withFormer(CLUSTER, ALONE), aliases: [] },
      { identity: withFormer(second, { ...ALONE, host_id: 'lab2' }), aliases: [] },
    ];
    const { names, taken, statusOf } = renamedLedger(3, { hosts });
    await names.round();
    expect(taken()).toEqual(['001', '002', '003']);
    expect(statusOf(CLUSTER, '001')).toBe('isolated');
    expect(statusOf(second, '001')).toBe('no_record');
  });

  it('stays as it is while the manager can’t be asked, and is asked about again', async () => {
    const { names, away, failures, taken, pass } = renamedLedger(4);
    away(true);
    await names.round();
    expect(taken()).toEqual([]);
    expect(failures).toHaveLength(1);
    away(false);
    pass(SECOND);
    await names.round();
    expect(taken()).toHaveLength(4);
  });

  it('is looked for again within minutes: not all of it need be found at once', async () => {
    const { names, taken, pass, hide } = renamedLedger(4);
    hide('004');
    await names.round();
    expect(taken()).toEqual(['001', '002', '003']);
    hide(undefined);
    pass(MINUTE);
    await names.round();
    expect(taken()).toEqual(['001', '002', '003', '004']);
  });

  it('keeps its state where the projections are deleted: what was taken over is on record', async () => {
    const { names, start, forgetProjections, statusOf, heirs } = renamedLedger(4);
    await names.round();
    forgetProjections(CLUSTER);
    heirs.clear();
    const restarted = start();
    await restarted.restore();
    expect(statusOf(CLUSTER, '001')).toBe('isolated');
    expect(heirs.get(keyOf(ALONE, '001'))).toBe(keyOf(CLUSTER, '001'));
    expect(restarted.formerKeysOf(keyOf(CLUSTER, '001'))).toEqual([keyOf(ALONE, '001')]);
  });

  it('is known as it was listed where only the takeover tells, so that a next name can take it over', async () => {
    const { names, start, forgetProjections, reported, documentOf } = renamedLedger(4);
    await names.round();
    forgetProjections(CLUSTER);
    forgetProjections(ALONE);
    // Rebuilt of a report that no action names.
    reported('002', anAnswer('isolate', answers.isolated, minutes(6), { agent_name: 'WS-002' }));
    await start().restore();
    expect(formerAgentOf(documentOf(CLUSTER, '002'))).toEqual({
      name: 'WS-002',
      date_add: ENROLLED + SECOND,
    });
  });

  it('is known as listed from before the manager was asked: what is reported meanwhile is judged by a later list', async () => {
    const { names, answerAfter, reported, documentOf, start } = renamedLedger(4);
    answerAfter(MINUTE);
    await names.round();
    // Another name was given to the id while the list was read.
    const meanwhile = minutes(90) + 30 * SECOND;
    const other = anAnswer('release', answers.released, meanwhile, { agent_name: 'NEW-NAME' });
    reported('001', other);
    await start().restore();
    const { record } = documentOf(CLUSTER, '001');
    expect(ownerOf(other, record.whose)).toBe('name_not_checked');
  });

  it('takes over what a process writes under the former name that does not know the new one yet', async () => {
    const { names, reported, statusOf, pass } = renamedLedger(4);
    await names.round();
    reported('001', anAnswer('release', answers.released, minutes(95), { agent_name: 'DC01' }));
    expect(statusOf(CLUSTER, '001')).toBe('isolated');
    pass(MINUTE);
    await names.round();
    expect(statusOf(CLUSTER, '001')).toBe('not_isolated');
  });

  it('is taken over by a process that did not decide it', async () => {
    const { names, start, forgetProjections, statusOf } = renamedLedger(4);
    await names.round();
    forgetProjections(CLUSTER);
    await start().round();
    expect(statusOf(CLUSTER, '002')).toBe('isolated');
  });
});
