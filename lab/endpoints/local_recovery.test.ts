import { endpoint, isolate } from '../../test/builders/endpoint_programs';
import { isReallyIsolated, openFirewall, usualRuleCount } from './endpoint_state';
import { recover, rulesAfterReset } from './local_recovery';
import { apply } from './program';

describe('local recoveries', () => {
  const isolated = apply(isolate, endpoint()).state;

  it('brings the saved firewall back by an import, and leaves the file', () => {
    const imported = recover('import_backup', isolated);
    expect(imported.firewall.rules).toBe(usualRuleCount);
    expect(imported.backup).toEqual(openFirewall);
    const gone = recover('delete_backup', imported);
    expect(isReallyIsolated(apply(isolate, gone).state)).toBe(true);
  });

  it('loses custom rules in a reset', () => {
    const reset = recover('reset_firewall', isolated);
    expect(reset.firewall).toEqual({ ...openFirewall, rules: rulesAfterReset });
    expect(reset.backup).toEqual(openFirewall);
  });

  it('brings outbound traffic back without the rules', () => {
    const open = recover('open_outbound', isolated);
    expect(isReallyIsolated(open)).toBe(false);
    expect(open.firewall.rules).toBe(0);
  });

  it('imports nothing where there is no backup', () => {
    expect(recover('import_backup', endpoint())).toEqual(endpoint());
  });
});
