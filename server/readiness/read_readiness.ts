import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import { READINESS_CHECKS } from '../../common/readiness/readiness_checks';
import { readinessWords, withFacts } from '../../common/readiness/readiness_findings';
import type { ReadinessView, ReadyEndpoint } from '../../common/api/readiness_view';
import { areUnread } from '../../common/manager/rights';
import { withinLimit } from '../manager/time_limit';
import type { Person } from '../access/person';
import type { EndpointSearch } from '../indexer/endpoint_search';
import type { Services } from '../services/services';
import {
  checkAlertFields,
  checkAttribution,
  checkLeftOut,
  checkReading,
  checkReports,
} from './check_alerts';
import { checkLedger, checkLedgerReaders, checkLedgerShards, checkRetention } from './check_ledger';
import { checkLocations } from './check_locations';
import { checkDnsDhcp } from './check_dns_dhcp';
import { checkFormerName } from './check_former_name';
import { checkFutureReports } from './check_future_reports';
import { checkNamesakes } from './check_namesakes';
import { checkManager } from './check_manager';
import { checkPerson } from './check_person';
import { checkProtection } from './check_protection';
import { checkReconciler, countPending } from './check_reconciler';
import { finding, findOut, FOUND_OUT_WITHIN } from './finding';
import { listReady } from './list_ready';
import { visibleAmongAgents } from './visible_among';

/**
 * Everything that has to be so before an emergency, looked at now, all at once: one that cannot be found out says so within seconds. Who
 * may see no endpoint learns why, and nothing of the manager; whose rights could not be read learns what is the matter with it.
 */
export async function readReadiness(
  hostId: string,
  person: Person,
  services: Services
): Promise<ReadinessView> {
  const host = await person.host(hostId);
  const own = findOut('rights', () => checkPerson(host, person, services.settings));
  const view = await viewOf(hostId, person);
  const rest = view === 'no' ? [] : checksOf(hostId, person, services);
  const ready = view === 'yes' ? readyOn(hostId, person, services) : NOTHING;
  const checks = Promise.all([own, ...rest]);
  const [{ found, endpoints }, findings] = await Promise.all([ready, checks]);
  const all = [...findings.flat(), ...found];
  return {
    host: hostId,
    at: services.now(),
    checks: READINESS_CHECKS.flatMap((check) => all.filter((one) => one.check === check)).map(
      worded
    ),
    ready: endpoints,
  };
}

async function viewOf(hostId: string, person: Person): Promise<'yes' | 'no' | 'not_read'> {
  const decided = await withinLimit(
    person.decide(hostId, 'view', undefined, 'showing'),
    FOUND_OUT_WITHIN
  );
  if (!decided.inTime) return 'not_read';
  if (decided.value.given) return 'yes';
  const { refusals } = decided.value;
  return areUnread(refusals) ? 'not_read' : 'no';
}

/** The endpoints with reports that aren't certainly theirs, as far as this person can see them. */
function visibleReports(
  hostId: string,
  person: Person,
  services: Services
): Pick<EndpointSearch, 'findReportedBy'> {
  return {
    findReportedBy: async (...asked) => {
      const found = await services.ledger.endpointSearch.findReportedBy(...asked);
      if (await person.seesEveryAgent(hostId, 'showing')) return found;
      const ids = found.documents.map(({ agent_id: id }) => id);
      const visible = await visibleAmongAgents(hostId, person, services)(ids);
      const documents = found.documents.filter(({ agent_id: id }) => visible.has(id));
      return { documents, total: documents.length };
    },
  };
}

interface Ready {
  readonly found: readonly ReadinessFinding[];
  readonly endpoints: readonly ReadyEndpoint[];
}

const NOTHING: Ready = { found: [], endpoints: [] };

function checksOf(
  hostId: string,
  person: Person,
  services: Services
): ReadonlyArray<Promise<readonly ReadinessFinding[]>> {
  const { settings, contents, directory, internalClient, ledger, reconciler, now } = services;
  const visibleAmong = visibleAmongAgents(hostId, person, services);
  const { alerts, ledger: indices } = settings;
  return [
    findOut('manager', async () =>
      // Asked as the dashboard itself, but whoever looks pays for it: nobody makes it ask for more than their part.
      checkManager(await person.host(hostId), {
        ...services,
        managers: services.managersPaidBy(person.name),
      })
    ),
    findOut('alerts_as_person', () => checkReading('alerts_as_person', person.alerts, alerts)),
    findOut('alerts_as_dashboard', () =>
      checkReading('alerts_as_dashboard', internalClient, alerts)
    ),
    findOut('alert_fields', () => checkAlertFields(internalClient, alerts)),
    findOut('reports', async () =>
      checkReports(
        directory.managerOf(hostId),
        await directory.knownHosts(),
        internalClient,
        contents,
        now(),
        visibleAmong
      )
    ),
    findOut('reports', async () =>
      // They can be of endpoints that only whoever sees all may count.
      (await person.seesEveryAgent(hostId, 'showing')) ? checkLeftOut(contents.leftOut()) : []
    ),
    findOut('locations', async () =>
      checkLocations(
        directory.managerOf(hostId),
        await directory.knownHosts(),
        internalClient,
        contents,
        now(),
        visibleAmong
      )
    ),
    findOut('unattributed', async () =>
      // These are of managers that nobody is allowed to see here.
      (await person.seesEveryAgent(hostId, 'showing'))
        ? checkAttribution(await directory.knownHosts(), internalClient, alerts, now())
        : []
    ),
    findOut('namesakes', async () =>
      checkNamesakes(
        hostId,
        directory.managerOf(hostId),
        await directory.knownHosts(),
        visibleReports(hostId, person, services)
      )
    ),
    findOut('former_name', async () =>
      // Endpoints under a former name are nobody's whom the manager lists: only whoever sees all may count them.
      (await person.seesEveryAgent(hostId, 'showing'))
        ? checkFormerName(hostId, services.formerNames)
        : []
    ),
    findOut('future_reports', () =>
      checkFutureReports(directory.managerOf(hostId), ledger.endpointSearch, visibleAmong)
    ),
    findOut('reconciler', async () => {
      const waiting = reconciler.waiting(directory.managerOf(hostId));
      const pending = await countPending(waiting, visibleAmong);
      return checkReconciler({ ...reconciler.report(), pending }, now());
    }),
    findOut('ledger', async () =>
      checkLedger(ledger, indices, {
        manager: directory.managerOf(hostId),
        visibleAmong,
        seesAll: await person.seesEveryAgent(hostId, 'showing'),
      })
    ),
    findOut('ledger_shards', () => checkLedgerShards(ledger, indices, now())),
    findOut('ledger_readers', () => checkLedgerReaders(person, indices)),
    findOut('retention', () => checkRetention(indices, internalClient, person)),
    findOut('references', async () =>
      finding('references', settings.references === 'on' ? 'references_on' : 'references_off')
    ),
    findOut('protection', () =>
      checkProtection(settings.protection, () => person.managers.open(hostId))
    ),
    findOut('dns_dhcp', async () => checkDnsDhcp(settings.profiles)),
    findOut('group_policy', async () => finding('group_policy', 'group_policy_rules')),
  ];
}

async function readyOn(hostId: string, person: Person, services: Services): Promise<Ready> {
  let endpoints: readonly ReadyEndpoint[] = [];
  const found = await findOut('program', async () => {
    const manager = await services.directory.read(hostId);
    if (manager.known !== 'known') return finding('program', 'program_not_seen');
    const ready = await listReady(hostId, manager, person, services);
    endpoints = ready.endpoints;
    return ready.found;
  });
  return { found, endpoints };
}

function worded({ check, code, facts }: ReadinessFinding): ReadinessView['checks'][number] {
  const { status, sentence, remedy, docs } = readinessWords(code);
  const format = (at: number) => new Date(at).toISOString();
  return {
    check,
    status,
    code,
    facts,
    sentence: withFacts(sentence, facts, format),
    ...(remedy === undefined ? {} : { remedy: withFacts(remedy, facts, format) }),
    ...(docs === undefined ? {} : { docs }),
  };
}
