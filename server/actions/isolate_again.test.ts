import { ActionBuilder, ASKED_AT } from '../../test/builders/actions';
import type { ActionDocument } from '../../common/action/action';
import { MINUTE } from '../../common/base/time';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import type { Attempt } from './attempt';
import { isolateAgain } from './isolate_again';

const RELEASE = new ActionBuilder('release')
  .with({ reisolation: { lifeline: [], acknowledgements: [], left_out: [] } })
  .build();
const storedAs = (action: ActionDocument): StoredAction => ({
  id: actionIdOf(action),
  action,
  version: { seqNo: 1, primaryTerm: 1 },
});

it('waits for a release that the manager kept waiting as long as for one that was sent at once', async () => {
  let now = ASKED_AT;
  const sentAt = ASKED_AT + 4 * MINUTE;
  const sent = new ActionBuilder('release')
    .with({ reisolation: RELEASE.reisolation })
    .at(sentAt)
    .sending()
    .dispatched();
  const dispatched = sent.build();
  const unanswered = sent.unanswered().build();
  const release = () =>
    now < sentAt ? RELEASE : now < sentAt + 6 * MINUTE ? dispatched : unanswered;
  const written: ActionDocument[] = [];
  const attempt = {
    dependencies: {
      send: {
        now: () => now,
        wait: async (ms: number) => void (now += ms),
        onStep: (action: ActionDocument) => written.push(action),
        actions: {
          readById: async ([id = '']: readonly string[]) => new Map([[id, storedAs(release())]]),
          updateMany: async ([one]: ReadonlyArray<{
            stored: StoredAction;
            step: (was: ActionDocument) => ActionDocument;
          }>) => ({ written: one ? [{ ...one.stored, action: one.step(one.stored.action) }] : [] }),
        },
      },
    },
  } as unknown as Attempt;
  await isolateAgain(storedAs(RELEASE), attempt);
  expect(written).toMatchObject([
    { status: 'unanswered', reisolation: { ended: { code: 'release_not_proven' } } },
  ]);
});
