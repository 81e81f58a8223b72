import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReadinessView } from '../../common/api/readiness_view';
import { HOUR } from '../../common/base/time';
import { aCheck, aContext, NIGHT } from '../../test/builders/views';
import { ApiFailure } from '../api/api_failure';
import { READY, open, row } from '../../test/fakes/readiness_page';

describe('the page Readiness', () => {
  it('does not call itself ready to a person without the right to isolate', async () => {
    const isolate = { given: false, refusals: [{ code: 'role_missing' as const, needs: ['x'] }] };
    const context = aContext({ rights: { ...aContext().rights, isolate } });
    open({ readiness: async () => READY }, context);
    const told = await screen.findByTestId('readinessSummary');
    expect(told).toHaveTextContent('You don’t have permission to isolate endpoints here');
    expect(told).toHaveTextContent('The installation itself: 0 problems, 0 warnings.');
    expect(told).not.toHaveTextContent('Ready');
  });

  it('does not call itself ready, nor an endpoint untested, where checks did not finish', async () => {
    const checks = [
      aCheck('tls', 'tls_verified'),
      aCheck('manager', 'check_timed_out'),
      aCheck('program', 'check_timed_out'),
    ];
    open({ readiness: async () => ({ ...READY, checks }) });
    const told = await screen.findByTestId('readinessSummary');
    expect(told).toHaveTextContent('Readiness unknown: 2 checks didn’t finish');
    const table = await screen.findByRole('table', { name: /Endpoints confirmed ready/ });
    expect(table).toHaveTextContent('This list couldn’t be read. Check again.');
    expect(table).not.toHaveTextContent('None yet');
  });

  it('says in one line that nothing stands in the way, and what was looked at', async () => {
    open({ readiness: async () => READY });
    expect(await screen.findByTestId('readinessSummary')).toHaveTextContent(
      'Ready: no issues found'
    );
    expect(await row('tls')).toHaveTextContent(
      'OKTLS certificateThe manager’s certificate is verified.'.replace('’', "'")
    );
    expect(await row('group_policy')).toHaveTextContent(/^Note/);
    expect(screen.getByText(/^Checked/)).toHaveTextContent('03:00');
  });

  it('says the worst first, each with its remedy and where it is explained', async () => {
    const facts = { failed_at: NIGHT, last_read_at: NIGHT - HOUR, why: 'The indexer is down.' };
    const navigation = open({
      readiness: async () => ({
        ...READY,
        checks: [
          aCheck('reconciler', 'reconciler_failing', facts),
          aCheck('run_as', 'run_as_off'),
          aCheck('retention', 'retention_not_known', { indices: 'a, b' }),
        ],
      }),
    });
    expect(await screen.findByTestId('readinessSummary')).toHaveTextContent(
      'Not ready: 1 problem, 2 warnings'
    );
    const reading = await row('reconciler');
    expect(reading).toHaveTextContent('Problem');
    expect(reading).toHaveTextContent('Last attempt failed: Nov 24, 2026 @ 03:00:00.000');
    expect(reading).toHaveTextContent('Last success: Nov 24, 2026 @ 02:00:00.000');
    expect(reading).toHaveTextContent('The indexer is down.');
    expect(within(reading).getByTestId('remedy')).toHaveTextContent(
      'Reading resumes automatically'
    );
    const more = within(reading).getByRole('link', { name: 'Learn more' });
    expect(more).toHaveAttribute('href', '#/docs/readiness?heading=report-processing');
    userEvent.click(more);
    expect(navigation.go).toHaveBeenCalledWith({
      page: 'docs',
      file: 'readiness',
      heading: 'report-processing',
    });
  });

  it('groups what belongs together, and shows no group of which nothing was found', async () => {
    open({ readiness: async () => READY });
    await row('tls');
    const titles = screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent);
    expect(titles).toEqual([
      'Wazuh manager',
      'Endpoints',
      '2 of 2 active Windows endpoints are ready',
    ]);
  });

  it('looks again on demand, and keeps what it knew where that fails, with its time', async () => {
    const readiness = jest
      .fn<Promise<ReadinessView>, []>()
      .mockResolvedValueOnce(READY)
      .mockRejectedValueOnce(new ApiFailure('no_answer', ''));
    open({ readiness });
    await row('tls');
    userEvent.click(screen.getByTestId('lookAgain'));
    expect(await screen.findByTestId('stale')).toBeInTheDocument();
    expect(await row('tls')).toBeInTheDocument();
    expect(readiness).toHaveBeenCalledTimes(2);
  });

  it('says why it has nothing to show, and offers to try again', async () => {
    open({ readiness: async () => Promise.reject(new ApiFailure('no_answer', '')) });
    expect(await screen.findByTestId('failure')).toBeInTheDocument();
    expect(screen.queryByTestId('readinessSummary')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });

  it('tells somebody who may see nothing why, and shows them no endpoint', async () => {
    const refused = { given: false, refusals: [] };
    const context = aContext({ rights: { ...aContext().rights, view: refused } });
    const why = 'You need one of these roles of the dashboard: all_access.';
    open(
      {
        readiness: async () => ({ ...READY, checks: [aCheck('rights', 'rights_none', { why })] }),
      },
      context
    );
    expect(await row('rights')).toHaveTextContent(why);
    expect(screen.queryByTestId('readyEndpoints')).not.toBeInTheDocument();
  });
});
