import { Linter } from 'eslint';

/** A target where code runs: its syntax and globals, and what is newer than it. */
export interface CodeTarget {
  readonly ecmaVersion: 2020 | 2022;
  readonly globals: readonly string[];
  /** Names of methods and static functions that the target does not have. */
  readonly missingMembers: readonly string[];
  /** Names that are fields of ours as well: only a call of them is newer than the target. */
  readonly missingMethods: readonly string[];
  /** `forbidden` if text must not be turned into code. */
  readonly evaluation: 'forbidden' | 'allowed';
}

/** Members that came with Node 20, 21 and 22, and browsers of 2023 and later. */
const membersSince2023 = [
  'toSorted',
  'toReversed',
  'toSpliced',
  'fromAsync',
  'groupBy',
  'withResolvers',
  'isWellFormed',
  'toWellFormed',
  'symmetricDifference',
  'isSubsetOf',
  'isSupersetOf',
  'isDisjointFrom',
  'transferToFixedLength',
];

/** Members of ES2021, ES2022 and their time. */
const membersSince2021 = ['replaceAll', 'findLast', 'findLastIndex', 'hasOwn'];

/** A browser with ES2020, and what the host puts there. A global that is not named here has to be looked up first. */
export const browserTarget: CodeTarget = {
  ecmaVersion: 2020,
  globals: [
    'window',
    'document',
    'location',
    'history',
    'navigator',
    'sessionStorage',
    'localStorage',
    'console',
    'fetch',
    'URL',
    'URLSearchParams',
    'Blob',
    'Element',
    'HTMLElement',
    'Node',
    'Event',
    'CustomEvent',
    'MutationObserver',
    'AbortController',
    'TextEncoder',
    'TextDecoder',
    'btoa',
    'atob',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'requestAnimationFrame',
    'cancelAnimationFrame',
    'queueMicrotask',
    '__osdBundles__',
    '__osdSharedDeps__',
  ],
  missingMembers: [...membersSince2021, ...membersSince2023],
  missingMethods: ['at'],
  evaluation: 'forbidden',
};

/** @param globals all that Node 18 has, and `require`, `module`, `exports` of a CommonJS module */
export function node18Target(globals: readonly string[]): CodeTarget {
  return {
    ecmaVersion: 2022,
    globals,
    missingMembers: [
      ...membersSince2023,
      // Node's own.
      'getBuiltinModule',
      'styleText',
      'openAsBlob',
      'loadEnvFile',
    ],
    missingMethods: [],
    evaluation: 'allowed',
  };
}

function namesIn(names: readonly string[]): string {
  return `/^(${names.join('|')})$/`;
}

/** All that the target does not read, has not or forbids, one line each. */
export function problemsOf(code: string, target: CodeTarget): string[] {
  const newer = namesIn(target.missingMembers);
  const newerMethod = namesIn(target.missingMethods);
  const forbidsEvaluation = target.evaluation === 'forbidden' ? 'error' : 'off';
  const messages = new Linter().verify(
    code,
    {
      parserOptions: { ecmaVersion: target.ecmaVersion, sourceType: 'script' },
      env: { [`es${target.ecmaVersion}`]: true },
      globals: Object.fromEntries(target.globals.map((name) => [name, 'writable'])),
      rules: {
        'no-undef': 'error',
        'no-eval': forbidsEvaluation,
        'no-implied-eval': forbidsEvaluation,
        'no-new-func': forbidsEvaluation,
        'no-restricted-syntax': [
          'error',
          {
            selector: `MemberExpression[computed=false][property.name=${newer}]`,
            message: 'newer than the target',
          },
          {
            selector: `CallExpression > MemberExpression.callee[computed=false][property.name=${newerMethod}]`,
            message: 'newer than the target',
          },
          { selector: 'ImportExpression', message: 'not resolved by the bundler' },
        ],
      },
    },
    // What stands in a comment of a dependency is for its own authors.
    { allowInlineConfig: false }
  );
  const lines = code.split('\n');
  return messages.map(
    ({ line, column, message }) =>
      `${line}: ${message} ${lines[line - 1]?.slice(column - 1, column + 60) ?? ''}`
  );
}
