/** The load process: plays callers in real time, and does nothing else. */
import { createToneCaller, type ToneCaller } from '@tricord/callers';
import { serveParent } from '../process/worker-process.ts';
import { LoadGenerator } from './load-generator.ts';
import type { LoadReply, LoadRequest } from './load-messages.ts';

/** How many connections are opened concurrently. */
const BATCH = 25;

let callers: readonly ToneCaller[] = [];
let generator = new LoadGenerator([]);

serveParent<LoadRequest, LoadReply>(async (request) => {
  switch (request.type) {
    case 'open':
      callers = request.calls.map(createToneCaller);
      generator = new LoadGenerator(callers);
      for (let from = 0; from < callers.length; from += BATCH) {
        await Promise.all(callers.slice(from, from + BATCH).map((caller) => caller.open()));
      }
      return { type: 'opened' };
    case 'play':
      return { type: 'playing', startMs: generator.start() };
    case 'stop':
      return {
        type: 'stopped',
        pace: generator.stop(),
        broken: callers.flatMap(({ broken }) => broken ?? []),
      };
    case 'hang-up':
      await Promise.all(callers.map((caller) => caller.close()));
      return { type: 'hung-up' };
  }
});
