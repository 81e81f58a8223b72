import type { EligibilityReason } from '../../common/action/eligibility';
import type { AgentId } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { reasonsAgainstProbe } from '../../common/action/probe_eligibility';
import type { RightRefusal } from '../../common/manager/rights';
import { areUnread } from '../../common/manager/rights';
import { SECOND } from '../../common/base/time';
import { sha256Of } from '../base/sha256';
import type { ManagerSession } from '../manager/manager';
import type { SeenRow } from '../manager/agent_rows';
import type { KnownManager } from '../manager/manager_directory';
import { newProbes } from './new_probes';
import { pendingEndpoints } from '../dispatch/pending_endpoints';
import type { Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import { Refusal } from '../errors/refusal';
import {
  eligibilitySentence,
  rightSentence,
  sentencesOfEndpoints,
} from '../errors/refusal_sentences';
import type { ProbeSender } from '../dispatch/probe_sender';
import { PutChannel } from '../dispatch/put_channel';
import type { StartDependencies } from './attempt';
import type { AgentRows } from '../manager/agent_rows';
import type { Ledger } from '../indexer/ledger';
import type { Settings } from '../configuration/settings';
import type { ManagerDirectory } from '../manager/manager_directory';

export interface ProbesStart {
  readonly hostId: string;
  readonly agents: NonEmptyArray<AgentId>;
  /** Key chosen by the caller. The same key with the same agents is the same request. */
  readonly key: string;
}

export interface RefusedProbe {
  readonly agentId: AgentId;
  readonly reasons: readonly EligibilityReason[];
  readonly rightRefusals: readonly RightRefusal[];
}

export interface StartedProbes {
  readonly batch: string;
  readonly probes: readonly ProbeDocument[];
  readonly refused: readonly RefusedProbe[];
}

/** The answer does not wait longer than this for the calls; sending goes on. */
const ANSWER_WITHIN = 3 * SECOND;

/** Everything that starting probes needs. */
export interface ProbeDependencies {
  readonly settings: Settings;
  readonly now: () => number;
  readonly directory: Pick<ManagerDirectory, 'read'>;
  readonly rows: AgentRows;
  readonly ledger: Pick<Ledger, 'actions' | 'endpoints' | 'probes'>;
  readonly probing: ProbeSender;
  readonly start: Pick<StartDependencies, 'clock' | 'send'>;
}

interface Surroundings {
  readonly request: ProbesStart;
  readonly person: Person;
  readonly manager: KnownManager;
  readonly session: ManagerSession;
  readonly rows: ReadonlyMap<AgentId, SeenRow>;
  readonly services: ProbeDependencies;
}

/**
 * Checks, records and sends probes, each endpoint for itself: one that cannot be probed holds up no other.
 * @throws Refusal where none can be probed, or the key was used for others; ManagerError, IndexerError: then nothing was sent
 */
export async function startProbes(
  request: ProbesStart,
  person: Person,
  services: ProbeDependencies
): Promise<StartedProbes> {
  const { hostId, agents } = request;
  const { batch, bodyHash } = identityOf(request, person);
  const manager = await services.directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const before = await repeatOf(batch, bodyHash, services);
  if (before) return before;
  const session = await person.managers.open(hostId);
  const rows = await services.rows.of(person.name, session, agents);
  const surroundings = { request, person, manager, session, rows, services };
  const checked = await Promise.all(await checks(surroundings));
  const refused = checked.filter(isRefused);
  const free = checked.filter((one) => !isRefused(one)).map(({ agentId }) => agentId);
  if (free.length === 0) throw noneCanBeProbed(refused);
  const sent = await recordAndSend(free, { batch, bodyHash }, surroundings);
  return sent ? { ...sent, refused } : whatIsThere(batch, bodyHash, services);
}

/** @returns undefined where the same request was recorded at the same time */
async function recordAndSend(
  agents: readonly AgentId[],
  { batch, bodyHash }: { readonly batch: string; readonly bodyHash: string },
  { request, person, manager, session, rows, services }: Surroundings
): Promise<Omit<StartedProbes, 'refused'> | undefined> {
  const { ledger, probing, settings, start } = services;
  const { total: fleetSize } = await session.agents({ limit: 1 });
  const parts = { hostId: request.hostId, manager: manager.manager, user: person.name, batch };
  const known = agents.flatMap((agent) => rows.get(agent)?.row ?? []);
  const drawn = newProbes(known, { ...parts, fleetSize }, settings, start.clock);
  const created = await ledger.actions.createBatch(batch, drawn.batchDocument(bodyHash));
  if (created.result === 'conflict') return undefined;
  if (created.result === 'failed') throw created.error;
  const stored = await ledger.probes.createAll(drawn.groups.flat());
  const { cluster } = manager.identity;
  const channel = new PutChannel({ session, cluster, fleetSize, now: services.now });
  const way = { hostId: session.host.id, channel };
  const groups = drawn.groups.map(([first]) =>
    stored.filter(({ probe }) => probe.ref === first?.ref)
  );
  const sending = Promise.all(groups.map((group) => probing.send(group, way)));
  await Promise.race([sending, start.send.wait(ANSWER_WITHIN)]);
  return {
    batch,
    probes: await read(
      stored.map(({ id }) => id),
      services
    ),
  };
}

async function checks({ request, person, manager, rows, services }: Surroundings) {
  const keyOf = (agent: AgentId) => endpointKeyOf(manager.manager, agent);
  const { ledger, now } = services;
  const { actions, endpoints } = ledger;
  const pending = await pendingEndpoints(request.agents.map(keyOf), { actions, endpoints, now });
  return request.agents.map(async (agentId): Promise<RefusedProbe> => {
    const seen = rows.get(agentId);
    const reasons = reasonsAgainstProbe({
      programs: services.settings.alerts.programs,
      agent: seen?.row,
      rowAt: (seen?.at ?? 0) + manager.identity.clock_difference,
      action: pending.has(keyOf(agentId)) ? 'pending' : 'none',
    });
    const right = seen?.row && (await person.decide(request.hostId, 'probe', seen.row, 'doing'));
    return { agentId, reasons, rightRefusals: right && !right.given ? right.refusals : [] };
  });
}

function isRefused({ reasons, rightRefusals }: RefusedProbe): boolean {
  return reasons.length > 0 || rightRefusals.length > 0;
}

async function repeatOf(
  batch: string,
  bodyHash: string,
  services: ProbeDependencies
): Promise<StartedProbes | undefined> {
  const known = await services.ledger.actions.readBatch(batch);
  if (!known) return undefined;
  if (known.body_hash !== bodyHash) throw new Refusal('key_reused');
  return { batch, probes: await read(known.actions, services), refused: [] };
}

async function whatIsThere(
  batch: string,
  bodyHash: string,
  services: ProbeDependencies
): Promise<StartedProbes> {
  const there = await repeatOf(batch, bodyHash, services);
  if (!there) throw new Refusal('ledger_incomplete');
  return there;
}

async function read(
  ids: readonly string[],
  { ledger }: ProbeDependencies
): Promise<ProbeDocument[]> {
  const found = await ledger.probes.readById(ids);
  return Array.from(found.values(), ({ probe }) => probe);
}

/** Refuses as if these had been all that was requested. */
export function noneCanBeProbed(refused: readonly RefusedProbe[]): Refusal {
  const isForbidden = refused.every(({ rightRefusals }) => rightRefusals.length > 0);
  const words = refused.map((one) => ({
    agent_id: one.agentId,
    sentences: sentencesOf(one),
  }));
  const isUnread = refused.every(({ rightRefusals }) => areUnread(rightRefusals));
  const code = isUnread ? 'rights_unread' : isForbidden ? 'not_permitted' : 'not_eligible';
  return new Refusal(
    code,
    `None of these endpoints can be tested. ${sentencesOfEndpoints(words)}`,
    {
      endpoints: refused.map(({ agentId, reasons, rightRefusals }) => ({
        agent_id: agentId,
        reasons: [...rightRefusals, ...reasons],
      })),
    }
  );
}

function sentencesOf({ reasons, rightRefusals }: RefusedProbe): string[] {
  return [
    ...rightRefusals.map(rightSentence),
    ...reasons.map((reason) => eligibilitySentence(reason, 'probe')),
  ];
}

function identityOf({ key, hostId, agents }: ProbesStart, { name }: Person) {
  const batch = `batch:${sha256Of([name, 'probes', key])}`;
  return { batch, bodyHash: sha256Of([hostId, agents]) };
}
