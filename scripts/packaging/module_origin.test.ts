import { browserModuleOrigin, packageOf, serverModuleOrigin } from './module_origin';

describe('packageOf', () => {
  it.each([
    ['lodash/get', 'lodash'],
    ['@elastic/eui/lib/services', '@elastic/eui'],
    ['rison', 'rison'],
    ['./plugin', undefined],
    ['../common/action/action', undefined],
    ['/absolute/file.ts', undefined],
  ])('of %s is %s', (request, name) => {
    expect(packageOf(request)).toBe(name);
  });
});

describe('browserModuleOrigin', () => {
  it.each([
    ['react', '__osdSharedDeps__.React'],
    ['@elastic/eui', '__osdSharedDeps__.ElasticEui'],
    ['@osd/i18n/react', '__osdSharedDeps__.OsdI18nReact'],
    ['@elastic/eui/dist/eui_theme_dark.json', '__osdSharedDeps__.Theme.euiDarkVars'],
  ])('takes %s from the host', (request, expression) => {
    expect(browserModuleOrigin(request)).toEqual({ from: 'host', expression });
  });

  it.each(['./application', 'rison', 'ipaddr.js'])('bundles %s', (request) => {
    expect(browserModuleOrigin(request)).toEqual({ from: 'bundle' });
  });

  it.each([
    'opensearch-dashboards/public',
    'src/plugins/discover/public',
    'react/jsx-runtime',
    'react-dom/client',
    '@elastic/eui/lib/components/button',
    'lodash/get',
    'rxjs/internal/Observable',
    '@osd/config-schema',
  ])('refuses %s', (request) => {
    expect(browserModuleOrigin(request).from).toBe('nowhere');
  });
});

describe('serverModuleOrigin', () => {
  it('takes @osd/config-schema from the host', () => {
    expect(serverModuleOrigin('@osd/config-schema')).toEqual({
      from: 'host',
      expression: '@osd/config-schema',
    });
  });

  it.each(['axios', '../common/action/action', 'csv-stringify/sync', 'lodash'])(
    'bundles %s',
    (request) => {
      expect(serverModuleOrigin(request)).toEqual({ from: 'bundle' });
    }
  );

  it.each(['opensearch-dashboards/server', 'src/core/server', '@osd/i18n', '@osd/std'])(
    'refuses %s',
    (request) => {
      expect(serverModuleOrigin(request).from).toBe('nowhere');
    }
  );
});
