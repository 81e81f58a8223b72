import {
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiLoadingContent,
  EuiPage,
  EuiPageBody,
  EuiSelect,
  EuiSpacer,
  EuiTab,
  EuiTabs,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useCallback, useEffect, useState } from 'react';
import type { ContextView } from '../../common/api/context_view';
import { FailureCallOut } from '../base/failure_call_out';
import { LiveNotice } from '../base/live_notice';
import { OutdatedNotice } from '../base/outdated_notice';
import { useAppContext } from '../base/use_app_context';
import type { Navigation } from '../base/use_navigation';
import { ApiFailure } from '../api/api_failure';
import { opensElsewhere } from '../base/opens_elsewhere';
import type { Route } from '../base/route';
import { NO_FILTERS } from '../base/route';
import { rightSentence } from '../words/right_words';
import { ContextNotes, ContextWarnings } from './context_warnings';
import { DocsPage } from './docs_page';
import { EventsPage } from './events_page';
import { HistoryPage } from './history_page';
import { IsolationPage } from './isolation_page';
import { PAGE_TITLES, titlesOf } from './page_titles';
import { ReadinessPage } from './readiness_page';

interface IsolationAppProps {
  readonly navigation: Navigation;
  /** The manager that the person chose in Wazuh's own pages, where there is one. */
  readonly chosenHost: string | undefined;
  readonly onTitle: (titles: readonly string[]) => void;
}

type Page = Exclude<Route['page'], 'not_found' | 'docs'>;

/** The whole app: which manager, which page, and what has to be known of this installation. */
export function IsolationApp({ navigation, chosenHost, onTitle }: IsolationAppProps) {
  const { route, replace } = navigation;
  const wanted = route.page === 'not_found' ? undefined : route.host;
  const context = useAppContext(wanted ?? chosenHost);
  const { value } = context;
  const host = value && hostFor(wanted, value);
  const [named, setNamed] = useState<{ readonly agent: string; readonly name: string }>();
  const agent = route.page === 'isolation' ? route.agent : undefined;
  const name = named && named.agent === agent ? named.name : undefined;
  useEffect(() => onTitle(titlesOf(route, name)), [onTitle, route, name]);
  const onName = useCallback(
    (known: string) => setNamed(agent === undefined ? undefined : { agent, name: known }),
    [agent]
  );
  const isHostMissing = wanted === undefined && host !== undefined;
  useEffect(() => {
    if (isHostMissing && route.page !== 'not_found') replace({ ...route, host });
  }, [isHostMissing, host, route, replace]);
  return (
    <EuiPage paddingSize="m">
      <EuiPageBody component="main">
        <Header navigation={navigation} context={value} host={host} />
        <EuiSpacer size="m" />
        <LiveNotice live={context} onRetry={context.reload} />
        {value && <OutdatedNotice installed={value.version} />}
        {value && <ContextWarnings warnings={value.warnings} />}
        {!value && context.isLoading && <EuiLoadingContent lines={5} />}
        {value && (
          <Content
            navigation={navigation}
            context={value}
            host={host}
            wanted={wanted}
            onName={onName}
          />
        )}
      </EuiPageBody>
    </EuiPage>
  );
}

/** Never another manager than the one that the URL names: agent ids repeat across managers. */
function hostFor(named: string | undefined, { hosts, host }: ContextView): string | undefined {
  if (named === undefined) return host ?? undefined;
  return hosts.some(({ id }) => id === named) ? named : undefined;
}

interface HeaderProps {
  readonly navigation: Navigation;
  readonly context: ContextView | undefined;
  readonly host: string | undefined;
}

function Header({ navigation, context, host }: HeaderProps) {
  const { route, go, hrefOf } = navigation;
  return (
    <EuiFlexGroup
      alignItems="center"
      justifyContent="spaceBetween"
      responsive={false}
      gutterSize="s"
      wrap
      // The page's body is a column that would share its height out.
      style={{ flexGrow: 0 }}
    >
      <EuiFlexItem grow={false}>
        <EuiTabs display="condensed" size="s">
          {PAGES.map((page) => {
            const to = startOf(page, host);
            return (
              <EuiTab
                key={page}
                isSelected={route.page === page}
                href={hrefOf(to)}
                onClick={(event: React.MouseEvent) => {
                  if (opensElsewhere(event)) return;
                  event.preventDefault();
                  go(to);
                }}
              >
                {PAGE_TITLES[page]}
              </EuiTab>
            );
          })}
        </EuiTabs>
      </EuiFlexItem>
      <EuiFlexItem />
      {context && (
        <EuiFlexItem grow={false}>
          <ContextNotes warnings={context.warnings} />
        </EuiFlexItem>
      )}
      {context && context.hosts.length > 1 && (
        <EuiFlexItem grow={false} style={{ minWidth: 220 }}>
          <EuiSelect
            compressed
            prepend={MANAGER}
            aria-label={MANAGER}
            hasNoInitialSelection={host === undefined}
            value={host}
            options={context.hosts.map(({ id }) => ({ value: id, text: id }))}
            onChange={({ target }) =>
              go(startOf(PAGES.find((page) => page === route.page) ?? 'isolation', target.value))
            }
            data-test-subj="hostChooser"
          />
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}

function NoView({ view }: { readonly view: ContextView['rights']['view'] }) {
  return (
    <EuiCallOut
      color="danger"
      iconType="lock"
      title={i18n.translate('endpointIsolation.app.noView', {
        defaultMessage: 'You don’t have permission to see this manager’s endpoints',
      })}
    >
      <EuiText size="s">
        <ul>
          {view.refusals.map((refusal) => (
            <li key={refusal.code}>{rightSentence(refusal)}</li>
          ))}
        </ul>
      </EuiText>
    </EuiCallOut>
  );
}

function Content({
  navigation,
  context,
  host,
  wanted,
  onName,
}: HeaderProps & {
  readonly context: ContextView;
  readonly wanted: string | undefined;
  readonly onName: (name: string) => void;
}) {
  const { route } = navigation;
  if (route.page === 'not_found') return <NotFound />;
  if (route.page === 'docs') return <DocsPage route={route} navigation={navigation} />;
  // Managers are named to nobody who may see nothing of them.
  const isHeldBack = context.hosts.length === 0 && context.rights.view.refusals.length > 0;
  if (isHeldBack) return <NoView view={context.rights.view} />;
  if (host === undefined) return <NoManager wanted={wanted} />;
  // Whoever may see nothing is told there why.
  if (route.page === 'readiness') {
    return (
      <ReadinessPage
        key={host}
        route={route}
        host={host}
        context={context}
        navigation={navigation}
      />
    );
  }
  const { view } = context.rights;
  if (!view.given) return <NoView view={view} />;
  switch (route.page) {
    case 'isolation':
      return (
        <IsolationPage
          key={host}
          route={route}
          host={host}
          context={context}
          navigation={navigation}
          onName={onName}
        />
      );
    case 'events':
      return (
        <EventsPage
          key={host}
          route={route}
          host={host}
          context={context}
          navigation={navigation}
        />
      );
    case 'history':
      return (
        <HistoryPage
          key={host}
          route={route}
          host={host}
          context={context}
          navigation={navigation}
        />
      );
  }
}

function NoManager({ wanted }: { wanted: string | undefined }) {
  return wanted === undefined ? (
    <EuiCallOut
      color="warning"
      iconType="alert"
      title={i18n.translate('endpointIsolation.app.noManager.title', {
        defaultMessage: 'No Wazuh manager is configured',
      })}
    >
      <p>
        {i18n.translate('endpointIsolation.app.noManager.text', {
          defaultMessage:
            'An administrator can add one under Server APIs in Wazuh, or under wazuh_isolation.hosts in opensearch_dashboards.yml.',
        })}
      </p>
    </EuiCallOut>
  ) : (
    <FailureCallOut
      failure={new ApiFailure('refused', '', { status: 404, code: 'host_unknown' })}
    />
  );
}

function NotFound() {
  return (
    <EuiCallOut
      color="warning"
      iconType="search"
      heading="h1"
      title={i18n.translate('endpointIsolation.app.notFound.title', {
        defaultMessage: 'Page not found',
      })}
    >
      <p>
        {i18n.translate('endpointIsolation.app.notFound.text', {
          defaultMessage: 'The link may be incomplete or mistyped. Choose one of the tabs above.',
        })}
      </p>
    </EuiCallOut>
  );
}

const PAGES: readonly Page[] = ['isolation', 'events', 'history', 'readiness'];

const MANAGER = i18n.translate('endpointIsolation.app.manager', { defaultMessage: 'Manager' });

function startOf(page: Page, host: string | undefined): Route {
  const chosen = host === undefined ? {} : { host };
  return page === 'isolation' ? { page, ...chosen, filters: NO_FILTERS } : { page, ...chosen };
}
