import { createServer } from 'node:net';
import { SERVER_NAME } from './host/release';

/** Milliseconds for whoever listens there to say who it is. */
const patience = 2000;

/** Says why the dashboard can't listen on a port of 127.0.0.1, and what to do.  @returns undefined if it can */
export async function reasonAgainstPort(port: number): Promise<string | undefined> {
  const code = await new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
  if (code === undefined) return undefined;
  const another = `Choose another one: npm start -- --port ${port + 1}`;
  if (code !== 'EADDRINUSE') return `Port ${port} can't be used (${code}). ${another}`;
  return (await isDashboard(port))
    ? `Port ${port} is taken by a dashboard: another demo, or a real one. Stop it, or choose another port: npm start -- --port ${
        port + 1
      }`
    : `Port ${port} is taken by another program. ${another}`;
}

/** Every answer of a dashboard, an error too, names it. */
async function isDashboard(port: number): Promise<boolean> {
  try {
    const { headers } = await fetch(`http://127.0.0.1:${port}/`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    return headers.get('osd-name') === SERVER_NAME;
  } catch (notHttp) {
    return false;
  }
}
