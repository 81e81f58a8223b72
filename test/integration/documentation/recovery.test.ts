import { PROGRAMS } from '../../builders/programs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAddress } from '../../../common/address/address';
import { RECOVERY_CASES } from '../../../common/program/recovery_set';
import { recoveryCardOf } from '../../../common/recovery/recovery_card';
import { projectRoot } from '../../../scripts/project_root';

const text = readFileSync(join(projectRoot, 'docs', 'admin', 'recovery.md'), 'utf8');

describe('the documentation of recovery', () => {
  it('has every command that a card can show, as it shows it', () => {
    const manager = readAddress('192.0.2.1');
    if (!manager.ok) throw new Error('it is an address');
    const commands = RECOVERY_CASES.flatMap((of) =>
      recoveryCardOf(
        { case: of, backup: 'present', managers: [manager.address] },
        PROGRAMS[0]
      ).sets.flatMap((set) => set.commands)
    );
    expect(commands.length).toBeGreaterThan(20);
    for (const command of commands) {
      expect(text).toContain(command.text.replace('192.0.2.1', '<manager>'));
    }
  });
});
