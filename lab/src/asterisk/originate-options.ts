/** A call between a far end, which talks, and a near end, which runs dialplan applications or enters a Stasis application. */
export interface OriginateOptions {
  /** The extension of the dialplan that is the far end, such as `tone-440`; lab/asterisk/README.md lists them. */
  readonly far: string;
  /** Up to six dialplan applications that the near end runs, such as `AudioSocket(<uuid>,<host>:<port>)`. */
  readonly near?: readonly string[];
  /** The Stasis application that the near end enters, instead of `near`. */
  readonly app?: string;
  readonly appArgs?: string;
  /** The path between the ends: `local` (default), or a SIP trunk of the lab with RTP in this codec. */
  readonly via?: 'local' | 'ulaw' | 'alaw' | 'g722';
  /** The audio format of a local call: `slin` (8 kHz, default), `slin16`, `slin48`, `ulaw` and so on. */
  readonly format?: string;
  /** The id of the near end's channel. */
  readonly id?: string;
  /** `Name <number>` */
  readonly callerId?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** ARI's channel, with the fields that tests need. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}
