import { Counter, Gauge, type Registry } from 'prom-client';
import type { EventStreamWatch } from './event-streams.ts';

/** Counts event streams in the metrics. */
export function countStreams(registry: Registry): EventStreamWatch {
  const registers = [registry];
  const open = new Gauge({
    name: 'tricord_event_streams',
    help: 'Clients that follow events',
    registers,
  });
  const cutOff = new Counter({
    name: 'tricord_event_streams_cut_off_total',
    help: 'Clients that were disconnected because they did not read their events',
    registers,
  });
  return {
    opened: () => open.inc(),
    closed: () => open.dec(),
    cutOff: () => cutOff.inc(),
  };
}
