import type { Call, ManagerContext, Route } from './context';
import { demand } from './permissions';
import { codedProblem, listing } from './problem';
import { listParameter } from './validation';

const words = { all: 'All selected information was returned', none: 'No information was returned' };
const nodesWords = { ...words, all: 'All selected nodes information was returned' };

function isClusterRunning({ cluster, nodes }: ManagerContext): boolean {
  return cluster !== undefined && !nodes.hasFault('cluster_daemon_down', nodes.own);
}

/** A route that needs the cluster and the right to read its nodes; 400/3013 where the cluster is off or its daemon down. */
function clusterRoute(
  path: string,
  parameters: readonly string[],
  run: (call: Call, context: ManagerContext) => object
): Route {
  return {
    method: 'GET',
    path,
    parameters,
    run: (call, context) => {
      if (!isClusterRunning(context)) throw codedProblem(400, context.coded(3013));
      demand(call, context, 'cluster:read', 'node:id');
      return context.nodes.run(context.nodes.own, call.patience, () => run(call, context));
    },
  };
}

function nodesList({ query }: Call, { nodes, version, coded }: ManagerContext): object {
  const select = listParameter(query, 'select') ?? ['name', 'type', 'version', 'ip'];
  const type = query.get('type');
  const names = listParameter(query, 'nodes_list');
  const present = nodes.all.filter((node) => !nodes.isGone(node));
  const unknown = (names ?? []).filter((name) => !present.some((node) => node.name === name));
  const rows = present
    .filter((node) => (type === null || node.type === type) && (names?.includes(node.name) ?? true))
    .map((node) => {
      const row: Record<string, string> = { ...node, version: version.text };
      return Object.fromEntries(select.map((field) => [field, row[field]]));
    });
  const failed = unknown.map((id) => ({ id, error: coded(1730) }));
  return listing(rows, failed, unknown.length > 0 ? words : nodesWords);
}

/** Routes that say who the manager is. */
export const identityRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/',
    run: ({ asked }, { version, clock }) => ({
      data: {
        title: 'Wazuh API REST',
        api_version: version.text,
        revision: 'rc1',
        license_name: 'GPL 2.0',
        license_url: `https://github.com/wazuh/wazuh/blob/v${version.text}/LICENSE`,
        hostname: asked.hostname,
        timestamp: new Date(clock()).toISOString().replace(/\.\d+/, ''),
      },
      error: 0,
    }),
  },
  {
    method: 'GET',
    path: '/cluster/status',
    run: (call, context) => {
      demand(call, context, 'cluster:status', '*:*');
      const { nodes, cluster } = context;
      const enabled = cluster === undefined ? 'no' : 'yes';
      return nodes.run(nodes.own, call.patience, () => ({
        data: { enabled, running: isClusterRunning(context) ? 'yes' : 'no' },
        error: 0,
      }));
    },
  },
  clusterRoute('/cluster/local/info', [], ({ asked }, { cluster }) =>
    listing([{ node: asked.name, cluster, type: asked.type }], [], words)
  ),
  clusterRoute('/cluster/nodes', ['nodes_list', 'type', 'select', 'sort', 'limit'], nodesList),
];
