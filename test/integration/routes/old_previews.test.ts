import type { ActionPreview } from '../../../common/action/preview';
import { describeOnOpenSearch } from '../store/stores';
import { isolated, shownAs, startedOf } from './actions_in_tests';
import { routesLab } from './routes_lab';
import { previewOf } from './lifeline_previews';

jest.setTimeout(60_000);

describeOnOpenSearch('a preview that somebody else’s action made old', () => {
  const lab = routesLab();

  it('is refused together with the new one, which then holds', async () => {
    const agent = lab().endpoint();
    const { preview } = await previewOf(lab(), agent);
    await isolated(lab(), agent);
    await startedOf(lab(), 'release', agent);
    await shownAs(lab(), agent, 'not_isolated');
    const refused = await lab().as('admin').startAs(preview);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        message: expect.stringContaining('Review it and submit again'),
        attributes: { code: 'preview_changed', preview: { endpoints: [{ n: 2 }] } },
      },
    });
    expect(lab().sentTo(agent)).toEqual(['isolate', 'release']);
    const renewed = previewIn(refused.body);
    expect(await lab().as('admin').startAs(renewed)).toMatchObject({
      status: 200,
      body: { started: [{ action: { n: 3, user: 'admin' } }] },
    });
  });

  function previewIn(body: unknown): ActionPreview {
    const { attributes } = Object(body);
    return attributes.preview;
  }

  it('is refused where its digest or its number is made up', async () => {
    const agent = lab().endpoint();
    const { preview } = await previewOf(lab(), agent);
    const madeUp = { ...preview, digest: 'f'.repeat(64) };
    const [endpoint] = preview.endpoints;
    const otherNumber = { ...preview, endpoints: endpoint ? [{ ...endpoint, n: 4 }] : [] };
    for (const other of [madeUp, otherNumber]) {
      expect(await lab().as('analyst').startAs(other)).toMatchObject({
        status: 409,
        body: { attributes: { code: 'preview_changed' } },
      });
    }
    expect(lab().sentTo(agent)).toEqual([]);
    expect(await lab().ledger.actionsOf(agent)).toEqual([]);
  });
});
