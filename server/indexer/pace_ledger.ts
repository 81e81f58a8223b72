import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { asArray, asInteger, field } from '../../common/base/json_reading';
import type { PaceDocument, PaceLedger, PaceVersion, StoredPace } from '../pace/pace_document';
import { PARTS, WINDOW_MS } from '../pace/pace_document';
import type { PaceClass, Spent } from '../pace/pace_shares';
import { NOTHING_SPENT, PACE_CLASSES } from '../pace/pace_shares';
import type { DocumentStore } from './document_store';
import type { LedgerIndices } from './ledger_indices';

/** Windows of a host of which a document stands there; older ones are written over. */
const SLOTS = 3;

/** One document for host and window in `<prefix>-endpoints`. */
export class IndexedPaceLedger implements PaceLedger {
  constructor(
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly now: () => number
  ) {}

  async read(hostId: string, windows: readonly number[]): Promise<ReadonlyMap<number, StoredPace>> {
    const found = await this.store.readMany(windows.map((window) => this.placeOf(hostId, window)));
    return new Map(
      windows.map((window) => {
        const stored = found.get(this.placeOf(hostId, window).id);
        const document = stored && paceIn(stored.source);
        const isOfWindow = document?.window === window;
        return [window, { document: isOfWindow ? document : undefined, version: stored?.version }];
      })
    );
  }

  async write(
    hostId: string,
    document: PaceDocument,
    over: PaceVersion | undefined
  ): Promise<boolean> {
    const written = await this.store.write({
      ...this.placeOf(hostId, document.window),
      document: {
        schema_version: SCHEMA_VERSION,
        kind: 'pace',
        host_id: hostId,
        pace: {
          window: document.window,
          spent: document.spent,
          ...(document.parts ? { parts: document.parts } : {}),
          ...(document.halvedUntil === undefined ? {} : { halved_until: document.halvedUntil }),
        },
        updated_at: this.now(),
      },
      condition: over ?? 'create',
    });
    if (written.result === 'failed') throw written.error;
    return written.result === 'written';
  }

  private placeOf(hostId: string, window: number) {
    const slot = (window / WINDOW_MS) % SLOTS;
    return { index: this.indices.endpoints, id: `pace:${hostId}:${slot}` };
  }
}

function paceIn(source: unknown): PaceDocument | undefined {
  const pace = field(source, 'pace');
  const window = asInteger(field(pace, 'window'));
  if (window === undefined) return undefined;
  const halvedUntil = asInteger(field(pace, 'halved_until'));
  const parts = asArray(field(pace, 'parts'));
  return {
    window,
    spent: spentIn(field(pace, 'spent')),
    ...(parts?.length === PARTS ? { parts: parts.map(spentIn) } : {}),
    ...(halvedUntil === undefined ? {} : { halvedUntil }),
  };
}

function spentIn(value: unknown): Spent {
  const counted = PACE_CLASSES.map((as): [PaceClass, number] => [
    as,
    asInteger(field(value, as)) ?? 0,
  ]);
  return { ...NOTHING_SPENT, ...Object.fromEntries(counted) };
}
