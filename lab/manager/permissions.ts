import type { Call, ManagerContext } from './context';
import type { Problem } from './problem';
import { codedProblem } from './problem';
import { rightOn } from './rbac';

/** 403/4000 for a kind of resource: the node is never named. */
export function forbidden(context: Pick<ManagerContext, 'coded'>, resource: string): Problem {
  return codedProblem(403, context.coded(4000, `: Resource type: ${resource}`), {
    name: 'unknown-node',
  });
}

/** Tells of ids whether the caller may do this to their agents. */
export function mayOn(
  call: Call,
  { fleet }: ManagerContext,
  action: string
): (id: string) => boolean {
  const may = rightOn(call.caller, action);
  return (id) => may(id, fleet.find(id));
}

/** @throws Problem 403/4000 where the caller has no right of this name, whatever the resource. */
export function demand(
  call: Call,
  context: Pick<ManagerContext, 'coded'>,
  action: string,
  resource: '*:*' | 'node:id'
): void {
  const { rights, mode } = call.caller;
  const effects = Object.values(rights[action] ?? {});
  const isAllowed = !effects.includes('deny') && (mode === 'black' || effects.includes('allow'));
  if (!isAllowed) throw forbidden(context, resource);
}
