/**
 * Relation of a document to the selected manager. `not_known`: its names aren't the manager's own; they may come from a configuration, or
 * from another manager.
 */
export type DocumentManager = 'chosen' | 'not_known';

interface NamesInDocument {
  readonly manager_name?: string;
  readonly cluster_name?: string;
}

/**
 * Compares the names in a document with a manager's identity: `cluster:<name>` or `manager:<host name>`. A cluster's nodes each write a
 * manager name of their own.
 */
export function documentManagerOf(
  { manager }: { readonly manager: string | null },
  { manager_name: managerName, cluster_name: clusterName }: NamesInDocument
): DocumentManager {
  const [kind, ...rest] = (manager ?? '').split(':');
  const name = rest.join(':');
  const named = kind === 'cluster' ? clusterName : managerName;
  return name !== '' && named === name ? 'chosen' : 'not_known';
}
