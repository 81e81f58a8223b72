import React, { useCallback } from 'react';
import ReactDOM from 'react-dom';
import type { AppMountParameters, CoreStart } from 'opensearch-dashboards/public';
import { FaultBoundary } from './base/fault_boundary';
import { NowProvider } from './base/use_now';
import { useNavigation } from './base/use_navigation';
import { IsolationApp } from './app/isolation_app';
import { browserServicesOf } from './base/assemble_services';
import { ServicesProvider } from './base/browser_services';
import { chosenHostIn } from './base/chosen_host';
import { appName, shortAppName } from './words/app_words';

/** Draws the app into the element that the host gives it; returns how to take it away again. */
export function renderApplication(
  core: CoreStart,
  { element, history }: Pick<AppMountParameters, 'element' | 'history'>
): () => void {
  const { Context } = core.i18n;
  const services = browserServicesOf(core);
  ReactDOM.render(
    <Context>
      <ServicesProvider services={services}>
        <FaultBoundary onReload={services.reloadPage}>
          <NowProvider>
            <MountedApp core={core} history={history} />
          </NowProvider>
        </FaultBoundary>
      </ServicesProvider>
    </Context>,
    element
  );
  return () => {
    ReactDOM.unmountComponentAtNode(element);
  };
}

function MountedApp({ core, history }: { core: CoreStart } & Pick<AppMountParameters, 'history'>) {
  const navigation = useNavigation(history);
  const { chrome } = core;
  const onTitle = useCallback(
    (titles: readonly string[]) => {
      chrome.docTitle.change([...[...titles].reverse(), appName()]);
      chrome.setBreadcrumbs([
        titles.length === 0
          ? { text: appName() }
          : { text: shortAppName(), href: history.createHref({ pathname: '', hash: '#/' }) },
        ...titles.map((text) => ({ text })),
      ]);
    },
    [chrome, history]
  );
  return (
    <IsolationApp
      navigation={navigation}
      chosenHost={chosenHostIn(document.cookie)}
      onTitle={onTitle}
    />
  );
}
