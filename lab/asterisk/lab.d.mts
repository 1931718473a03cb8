/** Where `install` puts Asterisk. */
export const installation: string;

/** The users of ARI that every lab has. */
export const users: { readonly readWrite: User; readonly readOnly: User };

/** Why no lab can be started here, or undefined when it can. */
export function whyUnavailable(root?: string): string | undefined;

/** Starts an Asterisk of its own configuration, folder and ports on loopback, and answers when it is fully booted. */
export function startAsterisk(options?: LabOptions): Promise<Asterisk>;

/** A request that ARI refused; its message is the status and Asterisk's own message. */
export class AriError extends Error {
  readonly status: number;
}

export interface LabOptions {
  /** The folder that `install` made; by default `.root` beside this file. */
  readonly root?: string;
  /** Free ports are chosen for those not given. */
  readonly ports?: { readonly http?: number; readonly sip?: number };
  /** The servers that Asterisk can dial by `WebSocket/<name>/…`, by their names. */
  readonly webSocketClients?: WebSocketClients;
}

export type WebSocketClients = Readonly<Record<string, WebSocketClient>>;

export interface WebSocketClient {
  /** `ws://…` */
  readonly uri: string;
  /** Sent by HTTP Basic with the upgrade. */
  readonly username?: string;
  readonly password?: string;
}

export interface User {
  readonly username: string;
  readonly password: string;
}

/** A call between the near end, which takes the given steps or goes to an application, and a far end. */
export interface Call {
  /** An extension of the dialplan that says what the far end does, such as `tone-440`. */
  readonly far: string;
  /** Up to six dialplan applications that the near end runs, such as `AudioSocket(<uuid>,<host>:<port>)`. */
  readonly near?: readonly string[];
  /** A Stasis application that takes the near end instead of `near`. */
  readonly app?: string;
  readonly appArgs?: string;
  /** What lies between: `local` (default) or a SIP trunk of the lab with RTP in this codec. */
  readonly via?: 'local' | 'ulaw' | 'alaw' | 'g722';
  /** What a local call carries: `slin` (8 kHz, default), `slin16`, `slin48`, `ulaw` and so on. */
  readonly format?: string;
  /** The id of the near end's channel. */
  readonly id?: string;
  /** `Name <number>` */
  readonly callerId?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** ARI's channel, as far as tests need it. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

export interface Asterisk {
  /** The process of Asterisk itself. */
  readonly pid: number;
  /** `http://127.0.0.1:<port>/ari` */
  readonly ariUrl: string;
  /** `ws://127.0.0.1:<port>/media`, below which the connection ids of `WebSocket/INCOMING` are. */
  readonly mediaUrl: string;
  readonly httpPort: number;
  readonly sipPort: number;
  readonly users: { readonly readWrite: User; readonly readOnly: User };
  /** The folder of this run; gone after `stop`. */
  readonly folder: string;
  /** Where ARI's recordings lie, within `folder`. */
  readonly recordingsFolder: string;
  /** Runs a command of Asterisk's command line and answers what it prints. */
  cli(command: string): Promise<string>;
  /** Notices, warnings and errors since the start. */
  log(): Promise<string>;
  /** A request to ARI as the read-write user with its parameters in a JSON body; throws AriError. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is ARI's, and differs by path
  ari(method: string, path: string, parameters?: object): Promise<any>;
  /** Places a call; answers the near end's channel. */
  originate(call: Call): Promise<Channel>;
  /** Places a call whose far end plays a sound file once and hangs up. */
  playFile(file: string, call: Omit<Call, 'far'>): Promise<Channel>;
  /** Makes a sound file playable; answers its name, for `play-<name>` and `loop-<name>`. */
  addSound(file: string): Promise<string>;
  /** Replaces the clients by which Asterisk dials media WebSockets. */
  setWebSocketClients(clients: WebSocketClients): Promise<void>;
  /** Hangs everything up, ends this process and no other, and removes its folder. */
  stop(): Promise<void>;
}
