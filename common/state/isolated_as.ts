import type { AgentRow } from '../manager/agent';
import type { ShownState } from './shown_state';
import { TOO_CLOSE } from './shown_state';

/** An endpoint that is isolated, or may be, by its own record. */
export interface CutOffRecord {
  readonly agent_id: string;
  readonly agent_name: string;
  /** Newest proof, ms. */
  readonly proof_at?: number;
}

/**
 * Another ID under which an endpoint without a record may be isolated: re-enrolling changes the ID and keeps the firewall. A manager lists
 * one agent per name, so the other one is gone.
 * @param records of other endpoints of the same manager
 */
export function isolatedAs(
  row: Pick<AgentRow, 'id' | 'name' | 'date_add' | 'os_platform'>,
  { status }: Pick<ShownState, 'status'>,
  records: readonly CutOffRecord[]
): string | undefined {
  if (status !== 'no_record' || row.os_platform !== 'windows') return undefined;
  const name = row.name.toLowerCase();
  const { date_add: registered = Infinity } = row;
  return records
    .filter(({ agent_id, agent_name }) => agent_id !== row.id && agent_name.toLowerCase() === name)
    .filter(({ proof_at = 0 }) => proof_at <= registered + TOO_CLOSE)
    .reduce<CutOffRecord | undefined>(
      (newest, one) => ((newest?.proof_at ?? -1) >= (one.proof_at ?? 0) ? newest : one),
      undefined
    )?.agent_id;
}
