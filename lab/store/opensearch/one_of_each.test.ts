import { oneOfEach } from './one_of_each';

describe('jars of several folders on one class path', () => {
  it('keeps the later folder’s version of an artefact that both have', () => {
    expect(
      oneOfEach([
        ['/lib/asm-9.7.jar', '/lib/netty-codec-http-4.1.100.Final.jar'],
        ['/security/asm-9.7.1.jar', '/security/netty-codec-http-4.1.118.Final.jar'],
      ])
    ).toEqual(['/security/asm-9.7.1.jar', '/security/netty-codec-http-4.1.118.Final.jar']);
  });

  it('keeps artefacts whose names only begin alike', () => {
    const jars = ['/lib/asm-9.7.jar', '/lib/asm-tree-9.7.jar', '/lib/log4j-1.2-api-2.21.0.jar'];
    expect(oneOfEach([jars, ['/security/asm-util-9.7.1.jar']])).toEqual([
      ...jars,
      '/security/asm-util-9.7.1.jar',
    ]);
  });

  it('does not take a number within a name for the version', () => {
    expect(oneOfEach([['/lib/bcprov-jdk18on-1.78.jar', '/lib/commons-lang3-3.14.0.jar']])).toEqual([
      '/lib/bcprov-jdk18on-1.78.jar',
      '/lib/commons-lang3-3.14.0.jar',
    ]);
  });
});
