/* global __osdBundles__ */
/* eslint-disable no-undef, no-global-assign -- the bundler gives these their meaning */
// Set before any module of ours runs: every chunk is looked for under this address.
__webpack_public_path__ = window.__osdPublicPath__['endpointIsolation'];
__osdBundles__.define('plugin/endpointIsolation/public', () => require('../../public'));
