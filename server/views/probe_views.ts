import type { ProbeDocument } from '../../common/ledger/probe_document';
import { probeAt, probeIdOf } from '../../common/ledger/probe_document';
import type { ProbeView } from '../../common/api/probe_view';

export function probeView(document: ProbeDocument, now: number): ProbeView {
  const probe = probeAt(document, now);
  const { detail } = probe.timeline[probe.timeline.length - 1] ?? {};
  const [evidence] = probe.evidence;
  return {
    id: probeIdOf(probe),
    batch: probe.batch,
    agent_id: probe.agent.id,
    agent_name: probe.agent.name,
    status: probe.status,
    user: probe.user,
    created_at: probe.created_at,
    ...(probe.waits_until === undefined ? {} : { waits_until: probe.waits_until }),
    ...(detail ? { detail } : {}),
    ...(probe.outcome ? { outcome: probe.outcome } : {}),
    ...(evidence ? { answered_at: evidence.at } : {}),
  };
}
