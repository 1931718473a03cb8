import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a process was asked to do failed there: a connection broke, or its answer never came. */
export class WorkerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorkerError';
  }
}

/** A program of this package in a process of its own, which answers one request at a time. */
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
   * @throws WorkerError when it says that it failed; Error when the process ends before.
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

/** Answers the parent's requests, one after the other; ends with the parent. */
export function serveParent<Request, Reply>(answer: (request: Request) => Promise<Reply>): void {
  process.on('message', (request: Request) => {
    answer(request).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ type: 'failed', message: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
