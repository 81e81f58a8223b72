import { decidedOn, planEndpoint } from '../../common/action/plan';
import type { PlanRequest, PlanSettings } from '../../common/action/plan';
import type { ActionPreview } from '../../common/action/preview';
import type { Planned } from '../../common/action/start_plan';
import type { Person } from '../access/person';
import { sha256 } from '../base/sha256';
import type { Settings } from '../configuration/settings';
import { awayIn } from '../manager/manager_away';
import type { ManagerReach } from '../manager/manager_reach';
import type { EndpointFacts, Facts, FactsDependencies, FactsRequest } from './read_facts';
import { readFacts } from './read_facts';

export type PreviewRequest = FactsRequest & Pick<PlanRequest, 'choice'>;

/** One endpoint of a preview, with what a POST needs of it beside. */
export interface PreviewedEndpoint extends Planned, Omit<EndpointFacts, 'facts'> {}

export interface Previewed extends Omit<Facts, 'endpoints'> {
  readonly preview: ActionPreview;
  readonly endpoints: readonly PreviewedEndpoint[];
}

export interface PreviewDependencies extends FactsDependencies {
  readonly reach: Pick<ManagerReach, 'awayOf'>;
}

/**
 * Computes what an action would do: reads the facts, and plans. A start plans by the same facts and the same rules, and compares.
 * @param newest `events`: look at the endpoints' newest alerts first, as a person does who is about to decide
 */
export async function previewAction(
  request: PreviewRequest,
  person: Person,
  dependencies: PreviewDependencies,
  newest: 'events' | 'ledger'
): Promise<Previewed> {
  const { settings, reach, now } = dependencies;
  const {
    session,
    manager,
    rowsAt,
    endpoints: read,
  } = await readFacts(request, person, dependencies, newest);
  const planRequest = { ...request, user: person.name };
  const endpoints = read.map(({ facts, key, reading }) => ({
    preview: planEndpoint(planRequest, facts, planSettingsOf(settings), now()),
    isHidden: facts.isHidden,
    key,
    reading,
  }));
  const { hostId: host, verb } = request;
  const previews = endpoints.map(({ preview }) => preview);
  return {
    session,
    manager,
    endpoints,
    preview: {
      host,
      verb,
      endpoints: previews,
      ...(rowsAt === undefined ? {} : { rows_at: rowsAt }),
      ...awayIn(reach, host),
      digest: digestOf(decidedOn(host, manager.manager, verb, previews)),
    },
  };
}

function planSettingsOf({ protection, alerts, references }: Settings): PlanSettings {
  return { protection, programs: alerts.programs, references };
}

/** Digest of what the person decides on, which a POST brings back. */
export function digestOf(decided: string): string {
  return sha256(decided);
}
