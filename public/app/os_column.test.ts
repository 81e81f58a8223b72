import { anAgent } from '../../test/builders/views';
import { osColumns, withoutVersion } from './os_column';

const os = (name: string) => ({ endpoint: { agent: anAgent({ os_name: name }) } });

const shownAt = (width: number | undefined, name: string) =>
  osColumns(width).map((column) => 'render' in column && column.render?.(os(name), os(name)));

describe('the column of the OS', () => {
  const server = 'Microsoft Windows Server 2019 Standard 10.0.17763.5329';

  it.each([
    [undefined, [server]],
    [1560, [server]],
    [1300, ['Microsoft Windows Server 2019 Standard']],
    [1060, []],
  ])('has in %s px: %j', (width, shown) => {
    expect(shownAt(width, server)).toEqual(shown);
  });

  it('keeps a name that has no version behind it', () => {
    expect(withoutVersion('Microsoft Windows 11 Pro')).toBe('Microsoft Windows 11 Pro');
    expect(withoutVersion('Ubuntu 22.04.4 LTS')).toBe('Ubuntu 22.04.4 LTS');
  });
});
