import {
  EuiBadge,
  EuiCallOut,
  EuiHeader,
  EuiHeaderBreadcrumbs,
  EuiHeaderSection,
  EuiHeaderSectionItem,
  EuiHeaderSectionItemButton,
  EuiIcon,
  EuiLink,
} from '@elastic/eui';
import React, { useState } from 'react';
import type { ChromeNavControl } from 'opensearch-dashboards/public';
import type { Application } from './application';
import type { Chrome } from './chrome';
import type { InjectedMetadata } from './injected_metadata';
import { MountWrapper } from './mount_wrapper';
import { SideMenu } from './side_menu';
import type { UiSettings } from './ui_settings';
import { useObservable } from './use_observable';
import { UserMenu } from './user_menu';

export interface ChromeViewProps {
  chrome: Chrome;
  application: Application;
  uiSettings: UiSettings;
  lab: InjectedMetadata['lab'];
}

function Controls({ controls }: { controls: ChromeNavControl[] }) {
  return (
    <>
      {controls.map(({ mount }, index) => (
        <EuiHeaderSectionItem key={index} border="left">
          <MountWrapper mount={mount} />
        </EuiHeaderSectionItem>
      ))}
    </>
  );
}

function ThemeToggle({ uiSettings }: Pick<ChromeViewProps, 'uiSettings'>) {
  const dark = uiSettings.get<boolean>('theme:darkMode');
  const change = async () => {
    await uiSettings.set('theme:darkMode', !dark);
    window.location.reload();
  };
  return (
    <EuiHeaderSectionItemButton
      aria-label={dark ? 'Use the light theme' : 'Use the dark theme'}
      data-test-subj="toggleTheme"
      onClick={change}
    >
      <EuiIcon type="invert" />
    </EuiHeaderSectionItemButton>
  );
}

/** The bar above every app, as Wazuh Dashboard has it. */
export function ChromeView(props: ChromeViewProps) {
  const { chrome, application, uiSettings, lab } = props;
  const [menuOpen, setMenuOpen] = useState(false);
  const breadcrumbs = useObservable(chrome.breadcrumbs$);
  const badge = useObservable(chrome.badge$);
  const actionMenu = useObservable(chrome.actionMenu$);
  const left = useObservable(chrome.controls.left);
  const right = useObservable(chrome.controls.right);
  return (
    <header className="headerGlobalNav" data-test-subj="headerGlobalNav">
      <div id="globalHeaderBars">
        <EuiHeader position="fixed" className="primaryHeader">
          <EuiHeaderSection grow={false}>
            <EuiHeaderSectionItem border="right" className="header__toggleNavButtonSection">
              <EuiHeaderSectionItemButton
                aria-label="Toggle primary navigation"
                aria-expanded={menuOpen}
                data-test-subj="toggleNavButton"
                onClick={() => setMenuOpen(!menuOpen)}
              >
                <EuiIcon type="menu" size="m" />
              </EuiHeaderSectionItemButton>
            </EuiHeaderSectionItem>
            <EuiHeaderSectionItem border="right">
              <EuiHeaderSectionItemButton
                aria-label="Go to home page"
                href={application.getUrlForApp('wz-home')}
                data-test-subj="homeLoader"
              >
                <span className="labMark">W</span>
              </EuiHeaderSectionItemButton>
            </EuiHeaderSectionItem>
            <Controls controls={left} />
          </EuiHeaderSection>
          <EuiHeaderBreadcrumbs
            breadcrumbs={breadcrumbs.length > 0 ? breadcrumbs : [{ text: 'Overview' }]}
            data-test-subj="breadcrumbs"
          />
          {badge && (
            <EuiBadge iconType={badge.iconType} title={badge.tooltip}>
              {badge.text}
            </EuiBadge>
          )}
          <EuiHeaderSection side="right" grow={false}>
            <EuiHeaderSectionItem className="headerAppActionMenuSection">
              {actionMenu && <MountWrapper mount={actionMenu} />}
            </EuiHeaderSectionItem>
            <Controls controls={right} />
            <EuiHeaderSectionItem border="left">
              <ThemeToggle uiSettings={uiSettings} />
            </EuiHeaderSectionItem>
            {lab.users.length > 0 && (
              <EuiHeaderSectionItem border="left">
                <UserMenu users={lab.users} user={lab.user} />
              </EuiHeaderSectionItem>
            )}
          </EuiHeaderSection>
        </EuiHeader>
      </div>
      {menuOpen && <SideMenu application={application} onClose={() => setMenuOpen(false)} />}
    </header>
  );
}

/** Says how this lab differs from a real dashboard, with links into the lab itself. */
export function LabNotice({ application, lab }: Pick<ChromeViewProps, 'application' | 'lab'>) {
  if (!lab.notice && lab.links.length === 0) return null;
  const title = (
    <>
      {lab.notice}{' '}
      {lab.links.map(({ label, href }) => (
        <EuiLink key={href} href={application.basePath.prepend(href)} target="_blank">
          {label}
        </EuiLink>
      ))}
    </>
  );
  return <EuiCallOut size="s" iconType="beaker" title={title} className="labNotice" />;
}
