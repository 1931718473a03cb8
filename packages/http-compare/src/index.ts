export type { ApiRules, NormalizeOptions } from './api-rules.ts';
export { compareObservations, compareScenario, type ServerNames } from './compare/compare.ts';
export { type Mismatch, mismatches } from './compare/mismatches.ts';
export { documentedRows } from './documented-rows.ts';
export { mapStrings, nameIds, ownOnly } from './normalize.ts';
export { changeAt, inOrder, shapeOf } from './parts.ts';
export type { Message } from './run/event-socket.ts';
export type { RawReply, RawRequest } from './run/raw-request.ts';
export { Requester } from './run/requester.ts';
export {
  type HeardEvent,
  type Observation,
  type RanScenario,
  ScenarioRun,
  type SocketEvents,
} from './run/scenario-run.ts';
export { rowsOf } from './scenario/rows-of.ts';
export * from './scenario/step.ts';
export type { ComparedServer, PlacedCall } from './server.ts';
