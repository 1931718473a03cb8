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
