import { connect, createServer, type Server, type Socket } from 'node:net';

/** Gives each new connection to the next instance; to the one after it, when that does not accept. */
export class Balancer {
  readonly #server: Server;
  /** By name, where each listens. */
  readonly #instances = new Map<string, number>();
  readonly #open = new Map<Socket, string>();
  #next = 0;
  /** Who got each connection, in order. */
  readonly taken: string[] = [];
  port = 0;

  constructor() {
    this.#server = createServer((client) => this.#hand(client, this.#instances.size));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
  }

  add(name: string, port: number): void {
    this.#instances.set(name, port);
  }

  /** No more connections for it; those it has go on. */
  remove(name: string): void {
    this.#instances.delete(name);
  }

  /** How many connections an instance has at this moment. */
  openTo(name: string): number {
    return [...this.#open.values()].filter((each) => each === name).length;
  }

  async close(): Promise<void> {
    for (const socket of this.#open.keys()) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #hand(client: Socket, tries: number): void {
    const [name, port] = [...this.#instances][this.#next++ % Math.max(1, this.#instances.size)] ?? [];
    if (name === undefined || port === undefined || tries === 0) return void client.destroy();
    const upstream = connect(port, '127.0.0.1');
    client.pause();
    upstream.once('connect', () => {
      this.taken.push(name);
      this.#open.set(client, name);
      client.pipe(upstream).pipe(client);
      client.once('close', () => this.#open.delete(client));
    });
    upstream.on('error', () =>
      upstream.connecting || !this.#open.has(client) ? this.#hand(client, tries - 1) : client.destroy(),
    );
    upstream.on('close', () => this.#open.has(client) && client.destroy());
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
  }
}
