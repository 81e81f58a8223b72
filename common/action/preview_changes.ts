import type { Acknowledgement } from '../lifeline/lifeline';
import type { ActionPreview, EndpointPreview } from './preview';

/** One difference between what a person decided on and what is so now. `something`: one that the page doesn't show. */
export type PreviewChange =
  | { readonly is: 'other_agent'; readonly name?: string }
  | { readonly is: 'new_action' | 'something' }
  | { readonly is: 'now_allowed' | 'no_longer_allowed'; readonly addresses: readonly string[] }
  | { readonly is: 'new_need'; readonly need: Acknowledgement };

/** Lists the differences between the preview a person decided on and the server's current one. Never empty: the server found one. */
export function previewChanges(before: ActionPreview, after: ActionPreview): PreviewChange[] {
  const [was] = before.endpoints;
  const [is] = after.endpoints;
  if (!was || !is) return [];
  const changes: PreviewChange[] = [
    ...(isSameAgent(was, is) ? [] : [{ is: 'other_agent' as const, name: is.agent?.name }]),
    ...(is.n === was.n ? [] : [{ is: 'new_action' as const }]),
    ...addressChanges(addressesOf(was), addressesOf(is)),
    ...needsOf(is)
      .filter((need) => !needsOf(was).includes(need))
      .map((need) => ({ is: 'new_need' as const, need })),
  ];
  return changes.length > 0 ? changes : [{ is: 'something' }];
}

/** An ID that is given again belongs to another endpoint, even under the same name. */
function isSameAgent({ agent: was }: EndpointPreview, { agent: is }: EndpointPreview): boolean {
  return was?.name === is?.name && was?.date_add === is?.date_add;
}

function addressChanges(before: readonly string[], after: readonly string[]): PreviewChange[] {
  const added = after.filter((address) => !before.includes(address));
  const gone = before.filter((address) => !after.includes(address));
  return [
    ...(added.length === 0 ? [] : [{ is: 'now_allowed' as const, addresses: added }]),
    ...(gone.length === 0 ? [] : [{ is: 'no_longer_allowed' as const, addresses: gone }]),
  ];
}

function addressesOf({ lifeline }: EndpointPreview): string[] {
  return (lifeline?.entries ?? []).map(({ address }) => address);
}

function needsOf({ lifeline }: EndpointPreview): readonly Acknowledgement[] {
  return lifeline?.needs ?? [];
}
