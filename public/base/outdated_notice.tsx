import { EuiButton, EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { PLUGIN_VERSION } from '../../common/base/plugin_version';
import { useServices } from './browser_services';

/** The browser runs a copy of the plugin from before an upgrade, which the server no longer understands for certain. */
export function OutdatedNotice({ installed }: { installed: string }) {
  const { reloadPage } = useServices();
  if (installed === PLUGIN_VERSION) return null;
  return (
    <>
      <EuiCallOut
        color="warning"
        iconType="alert"
        size="s"
        role="alert"
        title={i18n.translate('endpointIsolation.outdated.title', {
          defaultMessage: 'Endpoint Isolation was upgraded while this page was open',
        })}
        data-test-subj="outdated"
      >
        <p>
          {i18n.translate('endpointIsolation.outdated.text', {
            defaultMessage:
              'This page runs version {ours}; version {installed} is installed. Reload before you isolate or release.',
            values: { ours: PLUGIN_VERSION, installed },
          })}
        </p>
        <EuiButton size="s" iconType="refresh" onClick={reloadPage}>
          {i18n.translate('endpointIsolation.outdated.reload', {
            defaultMessage: 'Reload page',
          })}
        </EuiButton>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}
