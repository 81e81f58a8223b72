import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { RightView } from '../../common/api/context_view';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { ApiFailure } from '../api/api_failure';
import type { ExportedFile, ExportRequest, IsolationApi } from '../api/isolation_api';
import { ExportButton, ExportNotice, useExporting } from './export_button';

const REQUEST: ExportRequest = { host: 'lab', list: 'history', query: { agent: '001' } };
const FILE: ExportedFile = { name: 'a.csv', text: 'time\r\n', rows: 10_000, extent: 'whole' };
const GIVEN: RightView = { given: true, refusals: [] };

function Both({ right }: { right: RightView }) {
  const exporting = useExporting(REQUEST);
  return (
    <>
      <ExportButton exporting={exporting} right={right} />
      <ExportNotice exporting={exporting} />
    </>
  );
}

function open(exportFile: IsolationApi['exportFile'], right = GIVEN) {
  const saveFile = jest.fn();
  draw(<Both right={right} />, fakeServices({ api: fakeIsolationApi({ exportFile }), saveFile }));
  return saveFile;
}

describe('taking a list away', () => {
  it('asks for it with the filters of the page, and says how much is in the file', async () => {
    const exportFile = jest.fn(async () => FILE);
    const saveFile = open(exportFile);
    userEvent.click(screen.getByTestId('export'));
    await waitFor(() => expect(saveFile).toHaveBeenCalledWith('a.csv', 'time\r\n'));
    expect(exportFile).toHaveBeenCalledWith(REQUEST);
    expect(screen.getByRole('status')).toHaveTextContent('Exported all 10000 rows to a.csv.');
  });

  it('does not let a part pass for the whole', async () => {
    open(async () => ({ ...FILE, extent: 'capped' }));
    userEvent.click(screen.getByTestId('export'));
    expect(await screen.findByText(/There are more/)).toHaveTextContent(
      'Exported the newest 10000 rows to a.csv. There are more'
    );
  });

  it('says that rows are missing which could not be read', async () => {
    open(async () => ({ ...FILE, extent: 'incomplete' }));
    userEvent.click(screen.getByTestId('export'));
    expect(await screen.findByText(/Some are missing/)).toHaveTextContent(
      'Exported 10000 rows to a.csv. Some are missing: its last line says which'
    );
  });

  it('says why there is no file, and writes none', async () => {
    const saveFile = open(async () => {
      throw new ApiFailure('no_answer', '');
    });
    userEvent.click(screen.getByTestId('export'));
    expect(await screen.findByText('The dashboard server didn’t respond.')).toBeInTheDocument();
    expect(saveFile).not.toHaveBeenCalled();
  });

  it('is not possible without the right, and says so', () => {
    const exportFile = jest.fn();
    open(exportFile, { given: false, refusals: [{ code: 'role_missing', needs: ['auditor'] }] });
    userEvent.click(screen.getByTestId('export'));
    expect(screen.getByTestId('export')).toHaveAttribute('aria-disabled', 'true');
    expect(exportFile).not.toHaveBeenCalled();
  });
});
