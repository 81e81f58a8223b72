import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { PLUGIN_VERSION } from '../../common/base/plugin_version';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { OutdatedNotice } from './outdated_notice';

describe('a browser with a copy of the plugin from before an upgrade', () => {
  it('says so and offers to load the page anew', () => {
    const reloadPage = jest.fn();
    draw(<OutdatedNotice installed="9.9.9" />, fakeServices({ reloadPage }));
    expect(screen.getByRole('alert')).toHaveTextContent(
      `This page runs version ${PLUGIN_VERSION}; version 9.9.9 is installed.`
    );
    userEvent.click(screen.getByRole('button', { name: 'Reload page' }));
    expect(reloadPage).toHaveBeenCalledTimes(1);
  });

  it('is not said of one that runs what is installed', () => {
    draw(<OutdatedNotice installed={PLUGIN_VERSION} />, fakeServices());
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
