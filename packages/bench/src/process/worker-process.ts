import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A request failed in the worker process: a connection broke, or had no response. */
export class WorkerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorkerError';
  }
}

/** A program of this package in its own process, which answers one request at a time. */
export class WorkerProcess<Request extends object, Reply extends { readonly type: string }> {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  /** @param program a module that calls {@link serveParent}. */
  constructor(program: URL) {
    this.#child = fork(program, { serialization: 'advanced' });
    this.#exited = once(this.#child, 'exit');
  }

  /**
   * Sends a request and waits for its reply.
   * @throws WorkerError when the request failed; Error when the process exits before.
   */
  async ask<Type extends Reply['type']>(
    request: Request,
    type: Type,
  ): Promise<Extract<Reply, { type: Type }>> {
    const replied = once(this.#child, 'message');
    this.#child.send(request);
    const gone = this.#exited.then(() => {
      throw new Error('a process of the benchmark ended early');
    });
    const [reply] = (await Promise.race([replied, gone])) as [Reply | Failure];
    if (isFailure(reply)) throw new WorkerError(reply.message);
    if (reply.type !== type) throw new Error(`expected ${type}, got ${reply.type}`);
    return reply as Extract<Reply, { type: Type }>;
  }

  /** Ends the process. Idempotent. */
  async close(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
    }
    await this.#exited;
  }
}

interface Failure {
  readonly type: 'failed';
  readonly message: string;
}

function isFailure(reply: { readonly type: string }): reply is Failure {
  return reply.type === 'failed';
}

/** Answers the parent's requests, one after another; exits with the parent. */
export function serveParent<Request, Reply>(answer: (request: Request) => Promise<Reply>): void {
  process.on('message', (request: Request) => {
    answer(request).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ type: 'failed', message: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
