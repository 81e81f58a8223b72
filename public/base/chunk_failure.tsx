import { EuiButton, EuiEmptyPrompt, EuiSpacer } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import ReactDOM from 'react-dom';
import type { CoreStart } from 'opensearch-dashboards/public';

// This is drawn by what the host has loaded already: nothing here may come from a chunk.

const title = () =>
  i18n.translate('endpointIsolation.chunkFailure.title', {
    defaultMessage: 'Couldn’t load part of Endpoint Isolation',
  });

const text = () =>
  i18n.translate('endpointIsolation.chunkFailure.text', {
    defaultMessage:
      'The dashboard was upgraded while this page was open, or the network failed. Nothing was sent to any endpoint. Reload the page.',
  });

function Reload() {
  return (
    <EuiButton
      size="s"
      iconType="refresh"
      onClick={() => window.location.reload()}
      data-test-subj="reloadAfterChunkFailure"
    >
      {i18n.translate('endpointIsolation.chunkFailure.reload', {
        defaultMessage: 'Reload page',
      })}
    </EuiButton>
  );
}

function draw(element: HTMLElement, what: React.ReactElement): () => void {
  ReactDOM.render(what, element);
  return () => {
    ReactDOM.unmountComponentAtNode(element);
  };
}

/** Draws the notice in place of the app. */
export function drawChunkFailure(element: HTMLElement): () => void {
  return draw(
    element,
    <EuiEmptyPrompt
      iconType="alert"
      title={<h2>{title()}</h2>}
      body={<p>{text()}</p>}
      actions={<Reload />}
      data-test-subj="chunkFailure"
    />
  );
}

/** The longest that a browser's timer waits, ms: until it is closed. */
const LONGEST_TIMER = 0x7fffffff;

/** A toast shown once in the life of a page: another part that fails would say the same. */
export class ChunkFailureToast {
  private isTold = false;

  constructor(private readonly core: Pick<CoreStart, 'notifications'>) {}

  show(): void {
    if (this.isTold) return;
    this.isTold = true;
    this.core.notifications.toasts.addDanger(
      {
        title: title(),
        text: (element) =>
          draw(
            element,
            <>
              <p>{text()}</p>
              <EuiSpacer size="s" />
              <Reload />
            </>
          ),
        'data-test-subj': 'chunkFailure',
      },
      { toastLifeTimeMs: LONGEST_TIMER }
    );
  }
}
