import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** The direction that is delayed: the request, or the response to it. */
export type HeldPart = 'question' | 'answer';

/**
 * Stands on a port of its own before another one and passes everything on, until something is asked that is to be held back: then one
 * direction of that connection stands still until the test lets it go. So a process can be stopped at a place of which it says nothing.
 */
export class HeldWay {
  private readonly sockets = new Set<Socket>();
  private isHeld: (asked: string) => boolean = () => false;
  private letGoOn: Array<() => void> = [];
  private onHeld: () => void = () => undefined;

  private constructor(private readonly server: Server) {}

  /** @param url of what stands behind it, with a port */
  static async open(url: string, held: HeldPart): Promise<HeldWay> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    const way = new HeldWay(server);
    server.on('connection', (asking) => way.pass(asking, connect(Number(port), hostname), held));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return way;
  }

  get port(): number {
    const { port } = this.server.address() as AddressInfo;
    return port;
  }

  /** Holds the next one back that asks so. @returns when it is there and stands still */
  holdNext(isHeld: (asked: string) => boolean): Promise<void> {
    this.isHeld = isHeld;
    return new Promise((resolve) => {
      this.onHeld = resolve;
    });
  }

  letGo(): void {
    this.letGoOn.splice(0).forEach((go) => go());
  }

  close(): void {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
  }

  private pass(asking: Socket, answering: Socket, held: HeldPart): void {
    for (const [socket, other] of [
      [asking, answering],
      [answering, asking],
    ] as const) {
      this.sockets.add(socket);
      // One end that is gone takes the other with it.
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    let isStill = false;
    const write = (to: Socket, direction: HeldPart, part: Buffer) => {
      if (!isStill || direction !== held) to.write(part);
      else this.letGoOn.push(() => to.write(part));
      if (isStill && direction === held) this.onHeld();
    };
    asking.on('data', (part) => {
      if (this.isHeld(part.toString('latin1'))) {
        isStill = true;
        this.isHeld = () => false;
        this.letGoOn.push(() => {
          isStill = false;
        });
      }
      write(answering, 'question', part);
    });
    answering.on('data', (part) => write(asking, 'answer', part));
  }
}
