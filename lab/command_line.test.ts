import { help, readCommandLine } from './command_line';

const startOf = (...words: string[]) => {
  const line = readCommandLine(words);
  if (line.kind !== 'start') throw new Error(JSON.stringify(line));
  return line.request;
};

describe('the command line', () => {
  it('without options is the usual lab', () => {
    expect(startOf()).toEqual({
      store: 'best',
      opening: 'browser',
      lab: {
        port: 5601,
        basePath: '',
        way: 'wazuhCore',
        runAs: 'off',
        security: 'lab',
        managerVersion: '4.12.0',
        cluster: 'off',
        managers: 1,
        fleetSize: 300,
      },
    });
  });

  it('takes every option', () => {
    const words =
      '--port 5700 --base-path /dash --no-open --way direct --manager 4.14.7 --managers 2 --cluster --run-as --security none --fleet 5000 --opensearch embedded';
    expect(startOf(...words.split(' '))).toEqual({
      store: 'embedded',
      opening: 'nothing',
      lab: {
        port: 5700,
        basePath: '/dash',
        way: 'direct',
        runAs: 'on',
        security: 'none',
        managerVersion: '4.14.7',
        cluster: 'on',
        managers: 2,
        fleetSize: 5000,
      },
    });
  });

  it('takes the URL of a store, with or without a closing slash', () => {
    const store = { url: 'http://127.0.0.1:9200' };
    expect(startOf('--opensearch', 'http://127.0.0.1:9200').store).toEqual(store);
    expect(startOf('--opensearch=http://127.0.0.1:9200/').store).toEqual(store);
  });

  it('says in its help every option that it takes', () => {
    expect(readCommandLine(['--help'])).toEqual({ kind: 'help', text: help });
    for (const option of '--port --base-path --no-open --way --manager --managers --cluster --run-as --security --fleet --opensearch'.split(
      ' '
    )) {
      expect(help).toContain(`\n  ${option} `);
    }
  });

  it.each([
    ['an unknown option', ['--portt', '1'], "Unknown option '--portt'"],
    ['a word of its own', ['5700'], "Unexpected argument '5700'"],
    ['no value', ['--port'], "Option '--port <value>' argument missing"],
    ['a value for a switch', ['--cluster=yes'], "Option '--cluster' does not take an argument"],
    ['a port that is none', ['--port', '70000'], '--port is a whole number from 1 to 65535'],
    ['a port of letters', ['--port', 'http'], '--port is a whole number from 1 to 65535'],
    ['too small a fleet', ['--fleet', '10'], '--fleet is a whole number from 60 to 100000'],
    ['an unknown release', ['--manager', '5.0.0'], '--manager is one of 4.9.2, 4.12.0, 4.14.7'],
    ['an unknown way', ['--way', 'straight'], '--way is one of wazuhCore, direct'],
    ['an unknown security', ['--security', 'on'], '--security is one of lab, none'],
    ['too many managers', ['--managers', '3'], '--managers is one of 1, 2'],
    [
      'a base path without a slash',
      ['--base-path', 'dash'],
      '--base-path begins with a slash and ends without one, such as /dash',
    ],
    [
      'a store without a scheme',
      ['--opensearch', 'localhost:9200'],
      '--opensearch is "embedded" or a URL such as http://127.0.0.1:9200',
    ],
  ])('refuses %s, and says how options are given', (_, words, message) => {
    expect(readCommandLine(words)).toEqual({
      kind: 'refused',
      message: `${message}\nOptions follow two dashes, as in: npm start -- --help`,
    });
  });
});
