/** The process that makes the load: plays lines in real time, and does nothing else. */
import { serveParent } from '../process/worker-process.ts';
import { AsteriskWebSocketLine } from './asterisk-web-socket-line.ts';
import { AudioSocketLine } from './audiosocket-line.ts';
import type { Line, LineSpec } from './line.ts';
import { LoadGenerator } from './load-generator.ts';
import type { LoadReply, LoadRequest } from './load-messages.ts';
import { MediaStreamsLine } from './media-streams-line.ts';

/** Connections that are set up at once. */
const BATCH = 25;

let lines: readonly Line[] = [];
let generator = new LoadGenerator([]);

serveParent<LoadRequest, LoadReply>(async (request) => {
  switch (request.type) {
    case 'open':
      lines = request.lines.map(lineOf);
      generator = new LoadGenerator(lines);
      for (let from = 0; from < lines.length; from += BATCH) {
        await Promise.all(lines.slice(from, from + BATCH).map((line) => line.open()));
      }
      return { type: 'opened' };
    case 'play':
      return { type: 'playing', startMs: generator.start() };
    case 'stop':
      return {
        type: 'stopped',
        pace: generator.stop(),
        broken: lines.flatMap(({ broken }) => broken ?? []),
      };
    case 'hang-up':
      await Promise.all(lines.map((line) => line.close()));
      return { type: 'hung-up' };
  }
});

function lineOf(spec: LineSpec): Line {
  switch (spec.kind) {
    case 'audiosocket':
      return new AudioSocketLine(spec);
    case 'media-streams':
      return new MediaStreamsLine(spec);
    case 'asterisk-websocket':
      return new AsteriskWebSocketLine(spec);
  }
}
