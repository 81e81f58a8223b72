/**
 * Modules that OpenSearch Dashboards (2.13 to 3.x) gives to plugins in the browser: the request, matched exactly, and where the module is
 * found at run time. A plugin that bundles one of these brings a second copy of it.
 */
export const sharedModules: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '@elastic/charts': 'ElasticCharts',
    '@elastic/eui': 'ElasticEui',
    '@elastic/eui/dist/eui_charts_theme': 'ElasticEuiChartsTheme',
    '@elastic/eui/dist/eui_theme_dark.json': 'Theme.euiDarkVars',
    '@elastic/eui/dist/eui_theme_light.json': 'Theme.euiLightVars',
    '@elastic/eui/lib/services': 'ElasticEuiLibServices',
    '@elastic/eui/lib/services/format': 'ElasticEuiLibServicesFormat',
    '@elastic/numeral': 'ElasticNumeral',
    '@osd/i18n': 'OsdI18n',
    '@osd/i18n/react': 'OsdI18nReact',
    '@osd/monaco': 'OsdMonaco',
    '@osd/ui-shared-deps/theme': 'Theme',
    jquery: 'Jquery',
    lodash: 'Lodash',
    'lodash/fp': 'LodashFp',
    moment: 'Moment',
    'moment-timezone': 'MomentTimezone',
    'monaco-editor/esm/vs/editor/editor.api': 'MonacoBarePluginApi',
    numeral: 'ElasticNumeral',
    react: 'React',
    'react-dom': 'ReactDom',
    'react-dom/server': 'ReactDomServer',
    'react-router': 'ReactRouter',
    'react-router-dom': 'ReactRouterDom',
    rxjs: 'Rxjs',
    'rxjs/operators': 'RxjsOperators',
    'styled-components': 'StyledComponents',
    tslib: 'TsLib',
  }).map(([request, property]) => [request, `__osdSharedDeps__.${property}`])
);
