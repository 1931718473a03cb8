import { randomUUID } from 'node:crypto';
import type { InteropBench } from '../interop-bench.ts';
import type { Side } from './step.ts';

/** A call of the lab that has been placed. */
export interface PlacedCall {
  /** Lets the other end hang up. */
  hangUp(): Promise<unknown>;
}

/** An ARI server, Asterisk or the gateway, as its clients reach it. */
export interface AriServer {
  readonly side: Side;
  /** `http://…/ari` */
  readonly url: string;
  /** `user:password`, of who may write and who may only read. */
  readonly users: { readonly writer: string; readonly reader: string };
  /**
   * Places a call that enters the application `recorder`.
   * @param known told the channel's id before anything can happen to it.
   */
  placeCall(far: string, known: (channelId: string) => void): Promise<PlacedCall>;
}

/** The lab's Asterisk itself. */
export function asteriskOf({ asterisk }: InteropBench): AriServer {
  return {
    side: 'Asterisk',
    url: asterisk.ariUrl,
    users: usersOf(asterisk.users),
    placeCall: async (far, known) => {
      const id = randomUUID();
      known(id);
      const { name } = await asterisk.originate({ far, app: 'recorder', id });
      return { hangUp: () => hangUpFarEnd(asterisk, name) };
    },
  };
}

/** The gateway, to which the lab's Asterisk brings the same calls. */
export function gatewayOf({ asterisk, gateway, audioSocket }: InteropBench): AriServer {
  return {
    side: 'Tricord',
    url: `${gateway.url}/ari`,
    users: usersOf(asterisk.users),
    placeCall: async (far, known) => {
      const id = randomUUID();
      known(id);
      const near = [`AudioSocket(${id},${audioSocket})`];
      const { name } = await asterisk.originate({ far, near });
      return { hangUp: () => hangUpFarEnd(asterisk, name) };
    },
  };
}

function usersOf({ readWrite, readOnly }: InteropBench['asterisk']['users']): AriServer['users'] {
  return {
    writer: `${readWrite.username}:${readWrite.password}`,
    reader: `${readOnly.username}:${readOnly.password}`,
  };
}

/** The two ends of a local call have one name, but for the number at the end. */
function hangUpFarEnd(asterisk: InteropBench['asterisk'], name: string): Promise<unknown> {
  return asterisk.cli(`channel request hangup ${name.replace(/;1$/, ';2')}`);
}
