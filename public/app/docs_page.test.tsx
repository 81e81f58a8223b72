import { screen, waitFor } from '@testing-library/react';
import React from 'react';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { DOCS, hashOf } from '../base/route';
import { DocsPage } from './docs_page';

describe('the documentation in the app', () => {
  it.each(DOCS)('shows %s', async (file) => {
    draw(
      <DocsPage route={{ page: 'docs', file }} navigation={{ hrefOf: hashOf }} />,
      fakeServices()
    );
    expect(await screen.findByRole('heading', { level: 1 })).toBeInTheDocument();
  });

  it('leads to the heading that a link names', async () => {
    draw(
      <DocsPage
        route={{ page: 'docs', file: 'access', heading: 'who-can-read-the-ledger' }}
        navigation={{ hrefOf: hashOf }}
      />,
      fakeServices()
    );
    const heading = await screen.findByRole('heading', { name: 'Who can read the ledger' });
    await waitFor(() => expect(heading).toHaveFocus());
  });
});
