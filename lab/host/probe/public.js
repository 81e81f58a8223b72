/* global __osdBundles__, __osdSharedDeps__ */
/**
 * The browser half of the probe, written as a build would leave it: two apps, a control in the header, and what they are told.
 */
(() => {
  const { React, ReactDom, ElasticEui } = __osdSharedDeps__;
  const element = React.createElement;

  const mounted = (container, content) => {
    ReactDom.render(content, container);
    return () => ReactDom.unmountComponentAtNode(container);
  };

  function button(label, onClick) {
    return element(ElasticEui.EuiButton, { key: label, onClick, 'data-test-subj': label }, label);
  }

  function First({ core, history, plugins }) {
    const [told, setTold] = React.useState('nothing yet');
    const [location, setLocation] = React.useState(history.location);
    React.useEffect(() => history.listen(setLocation), [history]);
    const flyout = React.useRef();
    const openFlyout = () => {
      flyout.current = core.overlays.openFlyout((container) =>
        mounted(container, element('p', { 'data-test-subj': 'inFlyout' }, 'in the flyout'))
      );
      flyout.current.onClose.then(() => setTold('flyout closed'));
    };
    return [
      element('p', { key: 'told', 'data-test-subj': 'told' }, told),
      element('p', { key: 'at', 'data-test-subj': 'at' }, location.pathname + location.hash),
      element('p', { key: 'with', 'data-test-subj': 'plugins' }, plugins.join()),
      button('ask', async () => setTold(JSON.stringify(await core.http.get('/api/host_probe/ok')))),
      button('push', () => history.push('/inner#part')),
      button('second', () => core.application.navigateToApp('probe-second', { path: '#there' })),
      button('openFlyout', openFlyout),
      button('toast', () => core.notifications.toasts.addDanger({ title: 'burnt', text: 'black' })),
      button('confirm', async () => setTold(String(await core.overlays.openConfirm('Sure?')))),
    ];
  }

  const apps = (core, plugins) => {
    const start = async (mount) => {
      const [started] = await core.getStartServices();
      return mount(started);
    };
    core.application.register({
      id: 'probe-first',
      title: 'First of the probe',
      mount: ({ element: container, history }) =>
        start((started) => {
          started.chrome.setBreadcrumbs([{ text: 'Probe', href: '#' }, { text: 'First' }]);
          started.chrome.docTitle.change('First');
          const properties = { core: started, history, plugins: Object.keys(plugins) };
          return mounted(container, element(First, properties));
        }),
    });
    core.application.register({
      id: 'probe-second',
      title: 'Second of the probe',
      mount: ({ element: container, history, onAppLeave }) =>
        start(() => {
          onAppLeave(({ confirm }) => confirm('Leave it?', 'Unsaved'));
          const text = `second at ${history.location.hash}`;
          return mounted(container, element('p', { 'data-test-subj': 'second' }, text));
        }),
    });
  };

  __osdBundles__.define('plugin/hostProbe/public', () => ({
    plugin: (context) => ({
      setup(core, plugins) {
        if (context.config.get().shown === 'throw') throw new Error('thrown by the setup');
        apps(core, plugins);
      },
      start(core) {
        // So that a test can do what the pages of plugins do.
        window.hostProbe = { core };
        core.chrome.navControls.registerRight({
          mount: (container) =>
            mounted(container, element('span', { 'data-test-subj': 'control' }, 'control')),
        });
      },
    }),
  }));
})();
