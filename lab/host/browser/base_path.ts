/** `server.basePath` with `rewriteBasePath`, on either side: a URL that goes out carries it, one that comes in loses it. */
export function createBasePath(serverBasePath: string) {
  return {
    serverBasePath,
    get: () => serverBasePath,
    prepend: (path: string) => `${serverBasePath}${path}`,
    remove: (path: string) => {
      if (path === serverBasePath) return '/';
      return path.startsWith(`${serverBasePath}/`) ? path.slice(serverBasePath.length) : path;
    },
  };
}

export type BasePath = ReturnType<typeof createBasePath>;
