export type { ApiRules, NormalizeOptions } from './api-rules.ts';
export { compareObservations, compareScenario, type ServerNames } from './compare/compare.ts';
export { type Mismatch, mismatches } from './compare/mismatches.ts';
export { documentedRows } from './documented-rows.ts';
export { keepOwn, mapStrings, nameIds } from './normalize.ts';
export { mapAt, shapeOf, sortItems } from './parts.ts';
export type { Message } from './run/event-socket.ts';
export type { RawReply, RawRequest } from './run/raw-request.ts';
export { Requester } from './run/requester.ts';
export {
  type Observation,
  type ReceivedEvent,
  type ScenarioResult,
  ScenarioRun,
  type SocketEvents,
} from './run/scenario-run.ts';
export { rowsOf } from './scenario/rows-of.ts';
export * from './scenario/step.ts';
export type { ComparedServer, PlacedCall } from './server.ts';
