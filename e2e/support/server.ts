import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** The jar to test; `make build` leaves it there. */
const JAR = process.env.E2E_JAR ?? join(import.meta.dirname, '../../app/target/parley.jar');
const JAVA = process.env.JAVA_HOME === undefined ? 'java' : join(process.env.JAVA_HOME, 'bin/java');
const START_LIMIT_MS = 180_000;

/** More sign-ups from one address than people make. */
const SETTINGS = [
  'gateway.rate-limit.sign-in-per-minute=10000',
  'gateway.rate-limit.address-per-minute=100000',
  // A test begins with nobody in any room.
  'chat.rooms.defaults=',
  // Pages that a test serves on this machine.
  'chat.previews.private-hosts=localhost',
];

const JVM = ['-Xmx192m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '--sun-misc-unsafe-memory-access=allow'];

/** Whatever Parley runs in the shell that starts the tests is configured for itself. */
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PARLEY_')));

/** A Parley server of one's own: the real jar with a data folder in a temporary place, on a port that stays its own. */
export class ParleyServer {
  #process: ChildProcess | null = null;
  #port = 0;
  #log: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly settings: readonly string[],
  ) {}

  /** Starts a server with no data and answers when it is ready. */
  static async start(settings: readonly string[] = []): Promise<ParleyServer> {
    const server = new ParleyServer(await mkdtemp(join(tmpdir(), 'parley-e2e-')), settings);
    await server.start();
    return server;
  }

  /** Starts a server with what `parley demo` makes, and answers what that prints, too. */
  static async startDemo(): Promise<{ server: ParleyServer; printed: string }> {
    const server = new ParleyServer(await mkdtemp(join(tmpdir(), 'parley-e2e-')), []);
    const demo = spawn(JAVA, [...JVM, '-jar', JAR, 'demo', '--data', join(server.folder, 'data')], {
      cwd: server.folder,
      env: ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(demo, 'exit');
    const printed = await text(demo.stdout);
    await exited;
    if (demo.exitCode !== 0) throw new Error(`parley demo ended with ${demo.exitCode}\n${printed}`);
    await server.start();
    return { server, printed };
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  /** What the server has printed, over all its lives. */
  get log(): string {
    return this.#log.join('\n');
  }

  /** Starts it again on the same data and the same port. */
  async start(): Promise<void> {
    const settings = [...SETTINGS, ...this.settings].flatMap((setting) => ['--set', setting]);
    const started = spawn(
      JAVA,
      [...JVM, '-jar', JAR, 'serve', '--port', String(this.#port), '--data', join(this.folder, 'data'), ...settings],
      { cwd: this.folder, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process = started;
    createInterface({ input: started.stderr }).on('line', (line) => this.#log.push(line));
    const address = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(this.#failure('was not ready in time')), START_LIMIT_MS);
      createInterface({ input: started.stdout }).on('line', (line) => {
        this.#log.push(line);
        const ready = /^Parley is ready: (\S+)/.exec(line)?.[1];
        if (ready === undefined) return;
        clearTimeout(late);
        resolve(ready);
      });
      started.once('error', (error) => reject(this.#failure(`could not be started (${error.message})`)));
      started.once('exit', (code) => reject(this.#failure(`ended with ${String(code)}`)));
    });
    this.#port = Number(new URL(address).port);
  }

  /** `kill -9`: nothing is flushed, nobody is told. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it as an operator does, and answers its exit code. A server that was killed has left a database: it goes too. */
  async stop(): Promise<number | null> {
    if (this.#process === null) await this.start();
    return this.#end('SIGTERM');
  }

  /** Stops it and deletes its data. */
  async discard(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const ending = this.#process;
    this.#process = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
    return ending.exitCode;
  }

  #failure(what: string): Error {
    return new Error(`The server ${what}: ${JAVA} -jar ${JAR}\n${this.log}`);
  }
}
