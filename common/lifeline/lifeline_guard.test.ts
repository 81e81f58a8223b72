import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import {
  anyAddress,
  anyChoice,
  anyFacts,
  anyReport,
  anyTrusted,
} from '../../test/builders/arbitrary_lifeline';
import type { Address } from '../address/address';
import type { Acknowledgement, Lifeline, LifelineFacts } from './lifeline';
import { composeLifeline, uncoveredTrusted } from './lifeline';
import { runs } from '../../test/runs';

/** Checks with another library than the guard uses. */
function isWithin(inner: Address, outer: Address): boolean {
  const [ip, length] = cidrOf(inner);
  const [network, prefix] = cidrOf(outer);
  return ip.kind() === network.kind() && length >= prefix && ip.match(network, prefix);
}

function cidrOf(text: Address): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const ip = ipaddr.parse(text);
  return [ip, ip.kind() === 'ipv4' ? 32 : 128];
}

const isOpen = ({ entries }: Pick<Lifeline, 'entries'>, one: Address) =>
  entries.some(({ address }) => isWithin(one, address));

/** Acknowledgments an endpoint's own claim may ask for: never more than a person's attention. */
const OF_REPORTS: readonly Acknowledgement[] = ['reported_unreadable', 'reported_not_covered'];

describe('the guard over a lifeline, for any sources and any request', () => {
  it('lets no trusted address of the manager be cut off without that being said and asked for', () => {
    fc.assert(
      fc.property(anyFacts, anyChoice, (facts, choice) => {
        const lifeline = composeLifeline(facts, choice);
        const cutOff = facts.trusted.filter(({ address }) => !isOpen(lifeline, address));
        expect(lifeline.needs.includes('trusted_left_out')).toBe(cutOff.length > 0);
        for (const one of cutOff) expect(lifeline.left_out).toContainEqual(one);
        expect(lifeline.needs.includes('no_trusted_address')).toBe(facts.trusted.length === 0);
      }),
      { numRuns: runs(2000) }
    );
  });

  it('cuts nothing off at sending that was not left out knowingly, whatever is trusted by then', () => {
    fc.assert(
      fc.property(anyFacts, anyChoice, anyTrusted, (facts, choice, trustedThen) => {
        const lifeline = composeLifeline(facts, choice);
        const leftOut = lifeline.left_out.map(({ address }) => address);
        const stopping = uncoveredTrusted(lifeline.entries, leftOut, trustedThen);
        for (const one of trustedThen) {
          const isCutOff = !isOpen(lifeline, one.address) && !leftOut.includes(one.address);
          expect(stopping.some(({ address }) => address === one.address)).toBe(isCutOff);
        }
        expect(uncoveredTrusted(lifeline.entries, leftOut, facts.trusted)).toEqual([]);
      }),
      { numRuns: runs(2000) }
    );
  });

  it('sends no empty lifeline, and nothing that is no address of its own', () => {
    fc.assert(
      fc.property(anyFacts, anyChoice, (facts, choice) => {
        const { entries, impossible } = composeLifeline(facts, choice);
        expect(impossible === 'empty_lifeline').toBe(entries.length === 0);
        for (const { address } of entries) expect(cidrOf(address)[1]).toBeGreaterThan(0);
      })
    );
  });
});

describe('what an endpoint reports, whatever it is', () => {
  const without = (facts: LifelineFacts): LifelineFacts => ({
    ...facts,
    reported: { read: true, servers: [] },
  });

  it('lets nothing through that nobody ticked', () => {
    fc.assert(
      fc.property(anyFacts, anyChoice, (facts, choice) => {
        const unticked = { ...choice, reported: [] };
        expect(composeLifeline(facts, unticked).entries).toEqual(
          composeLifeline(without(facts), unticked).entries
        );
      }),
      { numRuns: runs(2000) }
    );
  });

  it('lets through by a tick what was ticked, and nothing beside it', () => {
    fc.assert(
      fc.property(anyFacts, anyChoice, fc.array(anyAddress), (facts, choice, ticked) => {
        const lifeline = composeLifeline(facts, { ...choice, reported: ticked });
        const before = composeLifeline(without(facts), { ...choice, reported: [] });
        for (const { address } of lifeline.entries) {
          expect(isOpen(before, address) || ticked.includes(address)).toBe(true);
        }
      })
    );
  });

  it('makes no isolation impossible and refuses nothing: it asks for a look at most', () => {
    fc.assert(
      fc.property(anyFacts, anyChoice, anyReport, (facts, choice, reported) => {
        const unticked = { ...choice, reported: [] };
        const lifeline = composeLifeline({ ...facts, reported }, unticked);
        const silent = composeLifeline(without(facts), unticked);
        expect(lifeline.impossible).toBe(silent.impossible);
        expect(lifeline.refused).toEqual(silent.refused);
        const apart = (needs: readonly Acknowledgement[]) =>
          needs.filter((need) => !OF_REPORTS.includes(need));
        expect(apart(lifeline.needs)).toEqual(apart(silent.needs));
      }),
      { numRuns: runs(2000) }
    );
  });
});
