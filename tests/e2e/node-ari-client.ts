import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

/** Parameters of an operation: those of ARI. */
type Parameters = Readonly<Record<string, unknown>>;

/** An event; the client also makes objects of the channels, bridges and recordings in it. */
export interface ClientEvent {
  readonly type: string;
  readonly application: string;
  readonly timestamp: string;
  readonly recording?: { readonly name: string; readonly state: string };
}

export interface ClientRecording extends EventEmitter {
  readonly name: string;
  readonly format: string;
  readonly state: string;
  stop(): Promise<void>;
  cancel(): Promise<void>;
  pause(): Promise<void>;
  unpause(): Promise<void>;
  mute(): Promise<void>;
  unmute(): Promise<void>;
  getStored(): Promise<ClientRecording>;
  copyStored(parameters: Parameters): Promise<ClientRecording>;
  deleteStored(): Promise<void>;
}

export interface ClientChannel extends EventEmitter {
  readonly id: string;
  readonly state: string;
  answer(): Promise<void>;
  hangup(): Promise<void>;
  getChannelVar(parameters: Parameters): Promise<{ value: string }>;
  setChannelVar(parameters: Parameters): Promise<void>;
  record(parameters: Parameters, recording?: ClientRecording): Promise<ClientRecording>;
}

interface ClientBridge extends EventEmitter {
  readonly id: string;
  readonly channels: readonly string[];
  create(parameters: Parameters): Promise<ClientBridge>;
  get(): Promise<ClientBridge>;
  addChannel(parameters: Parameters): Promise<void>;
  removeChannel(parameters: Parameters): Promise<void>;
  record(parameters: Parameters, recording?: ClientRecording): Promise<ClientRecording>;
  destroy(): Promise<void>;
}

/** The parts of the npm package ari-client 2.2.0 that tests use. */
export interface NodeAriClient extends EventEmitter {
  start(applications: string | readonly string[], subscribeAll?: boolean): Promise<void>;
  stop(): void;
  Bridge(): ClientBridge;
  LiveRecording(name?: string): ClientRecording;
  /** The resources of the api-docs, with a method for each operation's nickname. */
  readonly applications: Resource;
  readonly asterisk: Resource;
  readonly bridges: Resource<ClientBridge>;
  readonly channels: Resource<ClientChannel>;
  readonly deviceStates: Resource;
  readonly endpoints: Resource;
  readonly events: Resource;
  readonly mailboxes: Resource;
  readonly playbacks: Resource;
  readonly recordings: Resource<ClientRecording>;
  readonly sounds: Resource;
  /** The parsed api-docs. */
  readonly _swagger: {
    readonly apis: Readonly<Record<string, { readonly models: Readonly<Record<string, object>> }>>;
  };
}

type Resource<T = unknown> = Readonly<
  Record<string, (parameters?: Parameters) => Promise<Answer<T>>>
>;

type Answer<T> = T & readonly T[];

interface AriClientPackage {
  connect(url: string, username: string, password: string): Promise<NodeAriClient>;
}

/** Creates a client from a server's api-docs. Whoever starts its WebSocket stops it. */
export function connectNodeAriClient(
  url: string,
  username: string,
  password: string,
): Promise<NodeAriClient> {
  const require = createRequire(import.meta.url);
  const ari: AriClientPackage = require('ari-client');
  return ari.connect(url, username, password);
}
