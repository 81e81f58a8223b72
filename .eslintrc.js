const { readdirSync } = require('fs');
const { join } = require('path');

// The layout rule: server → common ← public; lab → scripts. `test` may use the rest; nothing that ships uses `lab`, `scripts` or `test`.
const shipped = ['./common', './server', './public'];

/**
 * Folders of each part, from the ground up: a folder uses those below it, so they form no circle. What each may know is in `docs/dev/map.md`.
 */
const floors = {
  common: [
    ['base'],
    ['address', 'manager'],
    ['command'],
    ['lifeline', 'program'],
    ['state'],
    ['action', 'attribution'],
    ['refusal'],
    ['ledger', 'readiness', 'recovery'],
    ['api'],
    ['programs'],
  ],
  server: [
    ['base', 'errors', 'pace'],
    ['indexer'],
    ['configuration'],
    ['manager'],
    ['access', 'dispatch', 'evidence'],
    ['actions', 'rebuild'],
    ['services'],
    ['views'],
    ['readiness'],
    ['routes'],
  ],
  public: [['api'], ['words'], ['base'], ['flyout', 'list'], ['agent_view', 'app'], ['discover']],
};

const floorZones = Object.entries(floors).flatMap(([part, levels]) => {
  const placed = levels.flat();
  const unplaced = readdirSync(join(__dirname, part), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !placed.includes(entry.name)
  );
  if (unplaced.length > 0) {
    throw new Error(`No floor for ${part}/${unplaced[0].name}: give it one in .eslintrc.js`);
  }
  return levels.flatMap((names, level) =>
    names.map((name) => ({
      target: `./${part}/${name}`,
      from: levels
        .slice(level)
        .flat()
        .filter((other) => other !== name)
        .map((other) => `./${part}/${other}`),
      message: `${part}/${name} uses folders below it alone: see floors in .eslintrc.js`,
    }))
  );
});

// A program is known by its interface, common/program/endpoint_program.ts. One folder puts the programs together.
const clrZones = [
  './server',
  './public',
  './common/program/*.ts',
  ...floors.common.flat().flatMap((name) => (/^programs?$/.test(name) ? [] : [`./common/${name}`])),
].map((target) => ({
  target,
  from: './common/program/clr',
  message: 'use EndpointProgram: common/programs alone knows which programs there are',
}));

// Syntax that TypeScript 4.0, which OpenSearch Dashboards 2.x is built with, does not read.
const newerThanTypeScript40 = ['TSSatisfiesExpression', 'TSTemplateLiteralType'].map(
  (selector) => ({
    selector,
    message: 'TypeScript 4.0 does not read this',
  })
);

// Syntax that webpack 4, which the same host is built with, does not read, and that the host's babel leaves as it is.
const newerThanWebpack4 = {
  selector: 'Literal[raw=/^[0-9.]*_/]',
  message: 'webpack 4 does not read this: no _ in numbers',
};

module.exports = {
  root: true,
  parser: '@typescript-eslint/parser',
  parserOptions: { ecmaVersion: 2020, sourceType: 'module', ecmaFeatures: { jsx: true } },
  plugins: ['@typescript-eslint', 'import', 'react', 'react-hooks', 'jsx-a11y'],
  extends: [
    'eslint:recommended',
    'plugin:@typescript-eslint/recommended',
    'plugin:react/recommended',
    'plugin:react-hooks/recommended',
    'plugin:jsx-a11y/recommended',
    'prettier',
  ],
  settings: {
    react: { version: '16.14' },
    'import/resolver': { typescript: { project: './tsconfig.json' }, node: true },
  },
  rules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    'react/prop-types': 'off',
    'no-console': 'error',
    eqeqeq: ['error', 'always'],
    'import/no-cycle': ['error', { ignoreExternal: true }],
    'import/consistent-type-specifier-style': ['error', 'prefer-top-level'],
    'import/no-restricted-paths': [
      'error',
      {
        zones: [
          {
            target: './common',
            from: ['./server', './public'],
            message: 'common is pure: it knows neither side',
          },
          { target: './server', from: './public', message: 'server → common ← public' },
          { target: './public', from: './server', message: 'server → common ← public' },
          {
            target: shipped,
            from: ['./lab', './test', './scripts'],
            except: [],
            message: 'what ships uses nothing of lab, test or scripts',
          },
          {
            // The wrapper of the browser's half, which the bundler reads, alone names `public`.
            target: './scripts',
            from: ['./lab', './test', './server'],
            message: 'scripts build and test the project: they use nothing of what they build',
          },
          {
            target: './lab',
            from: ['./common', './server', './public', './test'],
            message: 'the lab runs the built plugin, and knows nothing of its sources',
          },
          ...floorZones,
          ...clrZones,
        ],
      },
    ],
  },
  overrides: [
    {
      files: shipped.map((folder) => `${folder.slice(2)}/**/*.{ts,tsx}`),
      excludedFiles: ['**/*.test.{ts,tsx}'],
      rules: {
        'no-restricted-syntax': ['error', ...newerThanTypeScript40, newerThanWebpack4],
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['opensearch-dashboards/*'],
                allowTypeImports: true,
                message: 'it has no values at run time: use "import type"',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['common/**/*.ts'],
      excludedFiles: ['**/*.test.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              'fs',
              'http',
              'https',
              'net',
              'crypto',
              'node:*',
              'react',
              '@elastic/*',
              '@osd/*',
              'opensearch-dashboards/*',
            ],
          },
        ],
        'no-restricted-globals': ['error', 'process', 'window', 'document', 'fetch'],
        'no-restricted-syntax': [
          'error',
          ...newerThanTypeScript40,
          newerThanWebpack4,
          {
            selector: "MemberExpression[object.name='Date'][property.name='now']",
            message: 'now is a parameter',
          },
          {
            selector: "NewExpression[callee.name='Date'][arguments.length=0]",
            message: 'now is a parameter',
          },
        ],
      },
    },
    {
      // Dispatch sends through a CommandChannel: it knows neither requests nor answers of a manager. One file makes a channel of them.
      files: ['server/dispatch/**/*.ts'],
      excludedFiles: ['server/dispatch/put_channel.ts', '**/*.test.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              { group: ['**/manager/*', '!**/common/manager/*'], message: 'use CommandChannel' },
            ],
          },
        ],
      },
    },
    {
      // Tests beside the code may use builders and fakes.
      files: ['**/*.test.ts', '**/*.test.tsx'],
      rules: {
        'import/no-restricted-paths': 'off',
        'no-restricted-syntax': [
          'error',
          {
            selector:
              'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|failing)$/]',
            message: 'nothing is skipped',
          },
        ],
      },
    },
    { files: ['lab/**', 'scripts/**', 'test/**'], rules: { 'no-console': 'off' } },
    {
      files: ['*.js'],
      env: { node: true },
      rules: { '@typescript-eslint/no-var-requires': 'off' },
    },
  ],
  env: { es2020: true, node: true, browser: true },
  ignorePatterns: ['node_modules', 'target', 'build', '.lab', '.cache', 'test/recorded'],
};
