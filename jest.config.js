const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2020',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'classic' } },
    },
    module: { type: 'commonjs' },
  },
];

// A test of the plugin as it ships builds it first, where the sources have changed since the last build.
const builtPlugin = { globalSetup: '<rootDir>/test/setup_built_plugin.ts' };

const targets = { globalSetup: '<rootDir>/test/targets/setup.ts' };

const shared = {
  rootDir: __dirname,
  transform: { '\\.[jt]sx?$': swc, '\\.md$': '<rootDir>/test/text_transform.js' },
  // rison and the ES-module builds of a few libraries are written for bundlers only.
  transformIgnorePatterns: ['/node_modules/(?!(csv-stringify|csv-parse)/)'],
  moduleNameMapper: {
    '^@osd/config-schema$': '<rootDir>/lab/osd/config_schema.ts',
    '^@osd/i18n$': '<rootDir>/lab/osd/i18n.ts',
    '^@osd/i18n/react$': '<rootDir>/lab/osd/i18n_react.tsx',
    '^@elastic/eui$': '<rootDir>/node_modules/@elastic/eui/test-env',
    '^@elastic/eui/lib/(.*)$': '<rootDir>/node_modules/@elastic/eui/test-env/$1',
  },
  testPathIgnorePatterns: ['/node_modules/', '/target/', '/build/'],
  modulePathIgnorePatterns: ['<rootDir>/target/', '<rootDir>/build/'],
};

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/{common,server,lab,scripts,test/model,test/statements,test/words}/**/*.test.ts',
      ],
      setupFilesAfterEnv: ['<rootDir>/test/setup_time_limit.ts'],
    },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/public/**/*.test.{ts,tsx}'],
      setupFilesAfterEnv: ['<rootDir>/test/setup_time_limit.ts', '<rootDir>/test/setup_dom.ts'],
    },
    {
      // Needs Java 17 or newer and Maven for the tests on a real OpenSearch.
      ...shared,
      displayName: 'integration',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/integration/**/*.test.ts'],
      globalSetup: '<rootDir>/test/integration/global_setup.ts',
      globalTeardown: '<rootDir>/test/integration/store/global_teardown.ts',
      setupFilesAfterEnv: [
        '<rootDir>/test/setup_time_limit.ts',
        '<rootDir>/test/demand_no_secret.ts',
      ],
    },
    {
      // For hours of an idle machine, and no part of `npm test`: `npm run soak`.
      ...shared,
      displayName: 'soak',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/soak/**/*.test.ts'],
      globalSetup: '<rootDir>/test/integration/global_setup.ts',
      globalTeardown: '<rootDir>/test/integration/store/global_teardown.ts',
    },
    {
      // Needs Chromium.
      ...shared,
      ...builtPlugin,
      displayName: 'chromium',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
      setupFilesAfterEnv: [
        '<rootDir>/test/demand_no_secret.ts',
        '<rootDir>/test/browser/setup_patience.ts',
      ],
    },
    // What the plugin has to run on and build with, installed where it is not.
    {
      // Needs Linux on x64.
      ...shared,
      ...targets,
      displayName: 'node18',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/targets/node18/*.test.ts'],
    },
    {
      ...shared,
      ...targets,
      displayName: 'typescript40',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/targets/typescript40/*.test.ts'],
    },
  ],
};
