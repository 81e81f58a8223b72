import { originNamesOf } from '../../common/program/endpoint_program';
import { PLUGIN_VERSION } from '../../common/base/plugin_version';
import type { Right } from '../../common/manager/rights';
import { areUnread, RIGHTS } from '../../common/manager/rights';
import type { ContextView, ContextWarning, RightView } from '../../common/api/context_view';
import { IndexerError } from '../indexer/indexer_error';
import type { ManagerHost } from '../manager/manager';
import type { Settings } from '../configuration/settings';
import { rightView } from './endpoint_possibilities';
import type { Person } from '../access/person';
import type { Services } from '../services/services';

const NO_RIGHT: RightView = { given: false, refusals: [] };

/**
 * Reads who asks, on which manager, and with which permissions. Responds even if a manager or the ledger is away: the page says what is
 * missing.
 */
export async function readContext(
  wantedHost: string | undefined,
  person: Person,
  services: Services
): Promise<ContextView> {
  const { settings, directory, reconciler } = services;
  const all = await person.managers.hosts();
  const hosts = await namedTo(person, all);
  const host = hosts.find(({ id }) => id === wantedHost) ?? hosts[0];
  const reading = host && (await directory.read(host.id));
  const warnings: ContextWarning[] = [
    ...warningsOf(person, host, settings),
    ...(reading && reading.known === 'not_known' ? (['manager_not_known'] as const) : []),
    ...(reading && reading.known === 'ambiguous' ? (['manager_ambiguous'] as const) : []),
    ...(await ledgerWarnings(services)),
    ...(reconciler.report().history !== 'read' ? (['history_not_read'] as const) : []),
  ];
  return {
    version: PLUGIN_VERSION,
    user: person.name,
    hosts: hosts.map(({ id, way, runAs, tls }) => ({ id, way, run_as: runAs, tls })),
    host: host ? host.id : null,
    manager: reading?.known === 'known' ? reading.manager : null,
    // Why nothing may be seen is said of the one that was asked for, or the first, without its name.
    rights: await rightsOn(host ?? all.find(({ id }) => id === wantedHost) ?? all[0], person),
    warnings,
    answer_time: settings.answerTime,
    alerts_pattern: settings.alerts.pattern,
    origin_names: originNamesOf(settings.alerts.programs),
    profiles: settings.profiles.map(({ id, label, purpose }) => ({
      id,
      label,
      ...(purpose ? { purpose } : {}),
    })),
  };
}

/** Leaves out the managers of which this person certainly may see nothing. One whose permissions couldn't be read may be theirs. */
async function namedTo(
  person: Person,
  hosts: readonly ManagerHost[]
): Promise<readonly ManagerHost[]> {
  const decisions = await Promise.all(
    hosts.map(({ id }) => person.decide(id, 'view', undefined, 'showing'))
  );
  return hosts.filter((_, index) => {
    const decision = decisions[index];
    return decision && (decision.given || areUnread(decision.refusals));
  });
}

function warningsOf(
  person: Person,
  host: ManagerHost | undefined,
  { access, references }: Settings
): ContextWarning[] {
  return [
    // If it isn't allowed, nobody can act, and the refusals of each permission say why.
    ...(person.security === 'absent' && access.allowWithoutSecurity
      ? (['no_security_plugin'] as const)
      : []),
    ...(references === 'off' ? (['references_off'] as const) : []),
    ...(host && host.runAs === 'off' ? (['run_as_off'] as const) : []),
    ...(host && host.tls === 'not_verified' ? (['tls_not_verified'] as const) : []),
  ];
}

async function ledgerWarnings({ ledger }: Services): Promise<readonly ContextWarning[]> {
  try {
    await ledger.ensure();
    return [];
  } catch (error) {
    const isNewer = error instanceof IndexerError && error.code === 'indexer_newer_schema';
    return [isNewer ? 'ledger_newer' : 'ledger_unavailable'];
  }
}

async function rightsOn(
  host: ManagerHost | undefined,
  person: Person
): Promise<ContextView['rights']> {
  const decide = async (right: Right): Promise<RightView> =>
    host ? rightView(await person.decide(host.id, right, undefined, 'showing')) : NO_RIGHT;
  const decided = await Promise.all(RIGHTS.map(decide));
  const [
    view = NO_RIGHT,
    isolate = NO_RIGHT,
    release = NO_RIGHT,
    probe = NO_RIGHT,
    exporting = NO_RIGHT,
  ] = decided;
  return { view, isolate, release, probe, export: exporting };
}
