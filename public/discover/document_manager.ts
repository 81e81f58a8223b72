import type { ContextView } from '../../common/api/context_view';
import type { DocumentAgent } from './document_agent';

/**
 * Relation of a document to the selected manager. `not_known`: its names aren't the manager's own; they may come from a configuration, or
 * from another manager.
 */
export type DocumentManager = 'chosen' | 'not_known';

/** An identity is `cluster:<name>` or `manager:<host name>`; a cluster's nodes each write a manager name of their own. */
export function documentManagerOf(
  { manager }: Pick<ContextView, 'manager'>,
  { manager_name: managerName, cluster_name: clusterName }: DocumentAgent
): DocumentManager {
  const [kind, ...rest] = (manager ?? '').split(':');
  const name = rest.join(':');
  const named = kind === 'cluster' ? clusterName : managerName;
  return name !== '' && named === name ? 'chosen' : 'not_known';
}
