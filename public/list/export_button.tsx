import { EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { RightView } from '../../common/api/context_view';
import { useRequest } from '../base/use_request';
import type { ApiFailure } from '../api/api_failure';
import { useServices } from '../base/browser_services';
import type { ExportedFile, ExportRequest } from '../api/isolation_api';
import { rightSentence } from '../words/right_words';
import { FailureCallOut } from '../base/failure_call_out';
import { ReasonedButton } from '../base/reasoned_button';

export interface Exporting {
  readonly isLoading: boolean;
  readonly file: ExportedFile | undefined;
  readonly failure: ApiFailure | undefined;
  readonly start: () => void;
}

/** Takes a list away as a file, with the filters that the page has. */
export function useExporting(request: ExportRequest): Exporting {
  const { api, saveFile } = useServices();
  const [file, setFile] = useState<ExportedFile>();
  const { isRunning, failure, run } = useRequest<ExportedFile>({ onAnswer: setFile });
  const start = () => {
    setFile(undefined);
    run(async () => {
      const exported = await api.exportFile(request);
      saveFile(exported.name, exported.text);
      return exported;
    });
  };
  return { isLoading: isRunning, file, failure, start };
}

export function ExportButton({ exporting, right }: { exporting: Exporting; right: RightView }) {
  return (
    <ReasonedButton
      look="empty"
      iconType="exportAction"
      reasons={right.refusals.map(rightSentence)}
      isLoading={exporting.isLoading}
      onClick={exporting.start}
      data-test-subj="export"
    >
      {i18n.translate('endpointIsolation.export.button', { defaultMessage: 'Export CSV' })}
    </ReasonedButton>
  );
}

/** Shows the result of an export above the list: a file that was cut short must not pass for the whole. */
export function ExportNotice({ exporting: { file, failure, start } }: { exporting: Exporting }) {
  return (
    <div role="status" data-test-subj="exportNotice">
      {failure && (
        <>
          <FailureCallOut failure={failure} onRetry={start} />
          <EuiSpacer size="s" />
        </>
      )}
      {file && (
        <>
          <EuiText size="s">
            <p>{exportedWords(file)}</p>
          </EuiText>
          <EuiSpacer size="s" />
        </>
      )}
    </div>
  );
}

function exportedWords({ extent, rows, name }: ExportedFile): string {
  const values = { rows, name };
  switch (extent) {
    case 'whole':
      return i18n.translate('endpointIsolation.export.whole', {
        defaultMessage: 'Exported all {rows} rows to {name}.',
        values,
      });
    case 'capped':
      return i18n.translate('endpointIsolation.export.capped', {
        defaultMessage:
          'Exported the newest {rows} rows to {name}. There are more: filter by endpoint to export all of its rows.',
        values,
      });
    case 'incomplete':
      return i18n.translate('endpointIsolation.export.incomplete', {
        defaultMessage:
          'Exported {rows} rows to {name}. Some are missing: its last line says which couldn’t be read, and what to do.',
        values,
      });
  }
}
