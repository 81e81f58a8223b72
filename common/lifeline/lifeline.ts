import type { CommandRefusal } from '../command/active_response';
import { MAX_ADDRESSES } from '../command/active_response';
import type { Address, AddressRefusal, ServerAddress, ServerProblem } from '../address/address';
import { isVeryWide, readAddress } from '../address/address';
import { AddressSet } from '../address/address_set';
import { addressesInUse, namesOf, problemOf, reportedAddresses } from './reported_managers';

/** Sources that the endpoint cannot influence by itself. */
export const TRUSTED_SOURCES = [
  'configured',
  'cluster_node',
  'api_host',
  'other_endpoints',
] as const;
export const LIFELINE_SOURCES = [
  ...TRUSTED_SOURCES,
  'reported',
  'always_allowed',
  'profile',
  'request',
] as const;
export type LifelineSource = (typeof LIFELINE_SOURCES)[number];

/** One reason for which an address is in the lifeline. */
export interface SourceOfAddress {
  readonly source: LifelineSource;
  /** The node, the profile, or the name that was resolved. */
  readonly label?: string;
}

/** An address that the isolated endpoint may still talk to, with where it comes from. */
export interface LifelineEntry {
  readonly address: Address;
  readonly sources: readonly SourceOfAddress[];
}

/** A manager's address from a trusted source, names resolved by the server. */
export interface TrustedAddress extends SourceOfAddress {
  readonly source: (typeof TRUSTED_SOURCES)[number];
  readonly address: Address;
}

/** Managers the endpoint itself names: a claim, which neither adds allowed addresses nor makes isolation impossible. */
export type ReportedManagers =
  | {
      readonly read: true;
      readonly servers: readonly ReportedServer[];
      /** Reason it wasn't asked now. This is what it said before. */
      readonly kept_because?: string;
    }
  | { readonly read: false; readonly why: string };

export interface ReportedServer {
  readonly server: ServerAddress;
  /** Addresses its name resolves to here, if it has one. */
  readonly resolved: readonly Address[];
}

/** Purpose of a profile: `dns_dhcp` lets an isolated endpoint keep its address and resolve names. */
export type ProfilePurpose = 'dns_dhcp';

export interface LifelineProfile {
  readonly id: string;
  readonly label: string;
  readonly purpose?: ProfilePurpose;
  readonly addresses: readonly Address[];
}

export interface LifelineFacts {
  readonly trusted: readonly TrustedAddress[];
  readonly reported: ReportedManagers;
  readonly alwaysAllowed: readonly Address[];
  readonly profiles: readonly LifelineProfile[];
}

/** The analyst's selection, as it came from the browser. */
export interface LifelineChoice {
  /** Own addresses, as typed. */
  readonly addresses: readonly string[];
  /** Ids of profiles. */
  readonly profiles: readonly string[];
  /** Addresses that only this endpoint reports, and that are to be allowed nevertheless. */
  readonly reported: readonly string[];
  /** Trusted addresses that are to be blocked nevertheless. */
  readonly left_out: readonly string[];
}

export const ACKNOWLEDGEMENTS = [
  'trusted_left_out',
  'no_trusted_address',
  'reported_unreadable',
  'reported_not_covered',
  'very_wide',
  'protected',
  'history_damaged',
  'no_way_back',
] as const;
/** Risks the analyst has to acknowledge before an isolation is sent. Recorded with the action. */
export type Acknowledgement = (typeof ACKNOWLEDGEMENTS)[number];

export interface RefusedAddress {
  readonly text: string;
  readonly why: AddressRefusal | 'unknown_profile' | 'not_reported';
}

/** An address that only the endpoint reports. */
export interface ReportedOnly {
  readonly address: Address;
  readonly name?: string;
  readonly included: boolean;
}

/** A manager's name and what it resolves to on the dashboard server, which need not be what it is to the endpoint. */
export interface ManagerName {
  readonly name: string;
  readonly addresses: ReadonlyArray<{
    readonly address: Address;
    readonly included: boolean;
    /** The endpoint itself resolved the name to it. */
    readonly by_endpoint?: true;
  }>;
}

/** A server as the endpoint reports it, of which no address can be allowed as it stands. */
export interface ReportedProblem {
  readonly text: string;
  readonly why: ServerProblem;
}

export interface Lifeline {
  readonly entries: readonly LifelineEntry[];
  readonly refused: readonly RefusedAddress[];
  readonly left_out: readonly TrustedAddress[];
  readonly reported_only: readonly ReportedOnly[];
  readonly reported_problems: readonly ReportedProblem[];
  /** Managers that the endpoint or the configuration knows by a name: DNS is cut by the isolation. */
  readonly names: readonly ManagerName[];
  /** Reason the endpoint's own configuration couldn't be read. Its managers aren't known then. */
  readonly not_read?: string;
  /** Reason it wasn't asked now. The managers are those it named before. */
  readonly kept_because?: string;
  /** Needed acknowledgments, in the order of `ACKNOWLEDGEMENTS`. */
  readonly needs: readonly Acknowledgement[];
  /** Reason no isolation can be sent with these allowed addresses, whatever is acknowledged. */
  readonly impossible?: Extract<CommandRefusal, 'empty_lifeline' | 'too_many_addresses'>;
}

/** Puts a lifeline together from what is known and what was chosen. */
export function composeLifeline(facts: LifelineFacts, choice: LifelineChoice): Lifeline {
  const leftOutWanted = new Set<string>(readAll(choice.left_out).addresses);
  const leftOut = facts.trusted.filter(({ address }) => leftOutWanted.has(address));
  const kept = facts.trusted.filter(({ address }) => !leftOutWanted.has(address));
  const requested = readAll(choice.addresses);
  const profiles = chosenProfiles(facts.profiles, choice.profiles);
  const servers = facts.reported.read ? facts.reported.servers : [];
  const reported = reportedAddresses(servers);
  const claimed = reported.filter(
    ({ address }) => !facts.trusted.some((trusted) => trusted.address === address)
  );
  const ticked = new Set<string>(readAll(choice.reported).addresses);

  const entries = collected([
    ...kept,
    ...facts.alwaysAllowed.map((address) => ({ address, source: 'always_allowed' as const })),
    ...profiles.found.flatMap(({ label, addresses }) =>
      addresses.map((address) => ({ address, source: 'profile' as const, label }))
    ),
    ...claimed
      .filter(({ address }) => ticked.has(address))
      .map(({ address, name }) => ({ address, source: 'reported' as const, label: name })),
    ...requested.addresses.map((address) => ({ address, source: 'request' as const })),
  ]);
  const open = new AddressSet(entries.map(({ address }) => address));
  const isCovered = (address: Address) => open.covers(address);
  const reportedOnly = claimed.map(({ address, name }) => ({
    address,
    ...(name === undefined ? {} : { name }),
    included: isCovered(address),
  }));

  const needs = new Set<Acknowledgement>();
  // An address that was left out may still be covered by another one: then nothing is cut off.
  if (leftOut.some(({ address }) => !isCovered(address))) needs.add('trusted_left_out');
  if (facts.trusted.length === 0) needs.add('no_trusted_address');
  if (!facts.reported.read) needs.add('reported_unreadable');
  else if (!servers.flatMap(addressesInUse).some(isCovered)) needs.add('reported_not_covered');
  if (entries.some(({ address }) => isVeryWide(address))) needs.add('very_wide');

  return {
    entries,
    refused: [
      ...requested.refused,
      ...profiles.unknown.map((text) => ({ text, why: 'unknown_profile' as const })),
      // One that is trusted since it was ticked is in the lifeline anyway: no reason to stop anybody.
      ...notReported(choice.reported, [...reported, ...facts.trusted]),
    ],
    left_out: leftOut,
    reported_only: reportedOnly,
    reported_problems: servers.flatMap(problemOf),
    names: namesOf(servers, facts.trusted, isCovered),
    ...notReadNow(facts.reported),
    needs: ACKNOWLEDGEMENTS.filter((need) => needs.has(need)),
    ...(entries.length === 0
      ? { impossible: 'empty_lifeline' as const }
      : entries.length > MAX_ADDRESSES
      ? { impossible: 'too_many_addresses' as const }
      : {}),
  };
}

/**
 * The guard at sending: the trusted addresses that a recorded lifeline no longer covers and that nobody acknowledged to cut off.
 * The endpoint is not asked again, so it can do nothing to make this fail.
 * @param leftOut what was acknowledged: these addresses and no others
 */
export function uncoveredTrusted(
  recorded: readonly LifelineEntry[],
  leftOut: readonly Address[],
  trusted: readonly TrustedAddress[]
): TrustedAddress[] {
  const open = new AddressSet(recorded.map(({ address }) => address));
  return trusted.filter(({ address }) => !leftOut.includes(address) && !open.covers(address));
}

function notReadNow(reported: ReportedManagers): Pick<Lifeline, 'not_read' | 'kept_because'> {
  if (!reported.read) return { not_read: reported.why };
  const { kept_because: why } = reported;
  return why === undefined ? {} : { kept_because: why };
}

function chosenProfiles(known: readonly LifelineProfile[], chosen: readonly string[]) {
  const wanted = Array.from(new Set(chosen));
  return {
    found: known.filter(({ id }) => wanted.includes(id)),
    unknown: wanted.filter((id) => !known.some((profile) => profile.id === id)),
  };
}

function notReported(
  texts: readonly string[],
  known: ReadonlyArray<{ readonly address: Address }>
): RefusedAddress[] {
  return texts
    .filter((text) => {
      const reading = readAddress(text);
      return !reading.ok || !known.some(({ address }) => address === reading.address);
    })
    .map((text) => ({ text: text.slice(0, MAX_SHOWN), why: 'not_reported' as const }));
}

function readAll(texts: readonly string[]): { addresses: Address[]; refused: RefusedAddress[] } {
  const addresses: Address[] = [];
  const refused: RefusedAddress[] = [];
  for (const text of texts) {
    const reading = readAddress(text);
    if (reading.ok) addresses.push(reading.address);
    else refused.push({ text: text.slice(0, MAX_SHOWN), why: reading.why });
  }
  return { addresses, refused };
}

const MAX_SHOWN = 100;

/** One entry an address, with all its sources; what a wider entry covers is folded into that one. */
function collected(
  found: ReadonlyArray<SourceOfAddress & { readonly address: Address }>
): LifelineEntry[] {
  const all = new AddressSet(found.map(({ address }) => address));
  const sources = new Map<Address, Map<string, SourceOfAddress>>();
  for (const { address, source, label } of found) {
    const widest = all.widestOver(address) ?? address;
    const known = sources.get(widest) ?? new Map<string, SourceOfAddress>();
    sources.set(widest, known);
    const one = label === undefined ? { source } : { source, label };
    const key = JSON.stringify(one);
    if (!known.has(key)) known.set(key, one);
  }
  return Array.from(sources, ([address, known]) => ({
    address,
    sources: Array.from(known.values()),
  }));
}
