import { on } from 'node:events';
import { convertWav, WavError } from '@tricord/audio';
import type { ConversionTask, FromWorker, ToWorker } from './messages.ts';

/** The caller closed the port. */
class Abandoned extends Error {}

/** Runs in a worker thread: resolving shows that the thread has loaded. */
export function ready(): void {}

/** Runs in a worker thread: converts the audio that arrives on the port, until its end or until it is abandoned. */
export async function convert({ format, wavBytes, port }: ConversionTask): Promise<void> {
  const messages = on(port, 'message', { close: ['close'] });
  const post = (message: FromWorker, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  const receive = async (): Promise<ToWorker> => {
    const next = await messages.next();
    const [message]: ToWorker[] = next.done === true ? [] : next.value;
    if (message === undefined) throw new Abandoned();
    return message;
  };
  const input = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      post({ type: 'need-input' });
      const message = await receive();
      if (message.type !== 'input') return;
      yield message.bytes;
    }
  };

  try {
    await receive();
    for await (const piece of convertWav(input(), format, wavBytes)) {
      const bytes = piece.slice();
      post({ type: 'output', bytes }, [bytes.buffer]);
      await receive();
    }
    post({ type: 'done' });
  } catch (error) {
    if (!(error instanceof Abandoned)) post(failure(error));
  } finally {
    await messages.return?.();
  }
}

function failure(error: unknown): FromWorker {
  const fault =
    error instanceof WavError ? 'wav' : error instanceof RangeError ? 'format' : 'internal';
  return { type: 'failed', fault, message: error instanceof Error ? error.message : String(error) };
}
