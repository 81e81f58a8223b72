import { readAddress } from '../../common/address/address';
import type { AddressRefusal } from '../../common/address/address';
import type { LifelineChoice } from '../../common/lifeline/lifeline';
import type { ActionView } from '../../common/api/action_view';
import type { ContextView } from '../../common/api/context_view';

/** An address as it was typed, and why it can't be allowed, if so. */
export interface OwnAddress {
  readonly text: string;
  readonly why?: AddressRefusal;
}

/** The analyst's selection of allowed addresses so far. */
export interface LifelineInput {
  readonly addresses: readonly OwnAddress[];
  /** Ids of profiles. */
  readonly profiles: readonly string[];
  readonly reported: readonly string[];
  readonly leftOut: readonly string[];
}

export const NOTHING_CHOSEN: LifelineInput = {
  addresses: [],
  profiles: [],
  reported: [],
  leftOut: [],
};

/** The selection of an earlier isolation, as far as it is still available, so that changing one address loses no other. */
export function inputOf(
  { lifeline, left_out: leftOut }: Pick<ActionView, 'lifeline' | 'left_out'>,
  profiles: ContextView['profiles']
): LifelineInput {
  const from = (wanted: string) =>
    lifeline.filter(({ sources }) => sources.some(({ source }) => source === wanted));
  const labels = from('profile').flatMap(({ sources }) => sources.map(({ label }) => label));
  return {
    addresses: from('request').map(({ address }) => ({ text: address })),
    profiles: profiles.filter(({ label }) => labels.includes(label)).map(({ id }) => id),
    reported: from('reported').map(({ address }) => address),
    leftOut,
  };
}

/** Reads what was typed or pasted: one address or several. */
export function ownAddressesIn(text: string): OwnAddress[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const reading = readAddress(part);
      return reading.ok ? { text: reading.address } : { text: part, why: reading.why };
    });
}

export function hasWrongAddress({ addresses }: LifelineInput): boolean {
  return addresses.some(({ why }) => why !== undefined);
}

/** The selection as sent to the server. An address that is already wrong here has to be corrected first. */
export function choiceOf({
  addresses,
  profiles,
  reported,
  leftOut,
}: LifelineInput): LifelineChoice {
  return {
    addresses: addresses.filter(({ why }) => why === undefined).map(({ text }) => text),
    profiles,
    reported,
    left_out: leftOut,
  };
}
