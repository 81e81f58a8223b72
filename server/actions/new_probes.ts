import type { AgentRow } from '../../common/manager/agent';
import { mostTogether } from '../../common/command/active_response';
import { asciiUser } from '../../common/base/ascii';
import type { BatchDocument } from '../../common/ledger/batch_document';
import type { ManagerId } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { probeIdOf } from '../../common/ledger/probe_document';
import { programFor } from '../../common/program/endpoint_program';
import type { Ref } from '../../common/command/ref';
import { REF_LENGTH, refFromBytes, userWithRef } from '../../common/command/ref';
import type { Settings } from '../configuration/settings';
import type { Clock } from '../base/clock';
import { actionAgentOf } from './new_action';

export interface NewProbes {
  readonly hostId: string;
  readonly manager: ManagerId;
  readonly user: string;
  readonly batch: string;
  /** Number of agents the manager has, as far as this person sees. */
  readonly fleetSize: number;
}

export interface DrawnProbes {
  /** Groups of one call each, with one reference ID. */
  readonly groups: ReadonlyArray<readonly ProbeDocument[]>;
  batchDocument(bodyHash: string): BatchDocument;
}

/** One that hangs holds up the others of its call. */
const MOST_IN_A_CALL = 10;

/** The documents of new probes, before anything is sent. */
export function newProbes(
  agents: readonly AgentRow[],
  parts: NewProbes,
  settings: Pick<Settings, 'alerts'>,
  clock: Clock
): DrawnProbes {
  const now = clock.now();
  const size = Math.min(MOST_IN_A_CALL, mostTogether(parts.fleetSize));
  const fileFor = (agent: AgentRow) => programFor(settings.alerts.programs, agent).file;
  const groups: ProbeDocument[][] = [];
  for (let at = 0; at < agents.length; at += size) {
    const ref = refFromBytes(clock.randomBytes(REF_LENGTH));
    const some = agents.slice(at, at + size);
    groups.push(some.map((agent) => newProbe(agent, ref, parts, fileFor(agent), now)));
  }
  const { batch, user, hostId, manager } = parts;
  return {
    groups,
    batchDocument: (bodyHash) => ({
      schema_version: SCHEMA_VERSION,
      kind: 'batch',
      batch,
      body_hash: bodyHash,
      created_at: now,
      user,
      verb: 'probe',
      host_id: hostId,
      manager,
      actions: groups.flat().map(probeIdOf),
    }),
  };
}

function newProbe(
  agent: AgentRow,
  ref: Ref,
  { hostId, manager, user, batch }: NewProbes,
  program: string,
  now: number
): ProbeDocument {
  return {
    schema_version: SCHEMA_VERSION,
    kind: 'probe',
    endpoint: endpointKeyOf(manager, agent.id),
    manager,
    host_id: hostId,
    agent: actionAgentOf(agent),
    n: 0,
    event: ref,
    verb: 'probe',
    ref,
    batch,
    created_at: now,
    updated_at: now,
    user,
    sent_user: userWithRef(asciiUser(user), ref),
    program,
    status: 'recorded',
    timeline: [{ n: 1, at: now, status: 'recorded', by: user }],
    evidence: [],
  };
}
