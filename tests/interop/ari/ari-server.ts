import { randomUUID } from 'node:crypto';
import type { ComparedServer } from '@tricord/http-compare';
import type { InteropBench } from '../interop-bench.ts';

/** The lab's Asterisk. */
export function asteriskOf({ asterisk }: InteropBench): ComparedServer {
  return {
    name: 'Asterisk',
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

/** The gateway, which gets its calls from the lab's Asterisk. */
export function gatewayOf({ asterisk, gateway, audioSocket }: InteropBench): ComparedServer {
  return {
    name: 'Tricord',
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

function usersOf({
  readWrite,
  readOnly,
}: InteropBench['asterisk']['users']): ComparedServer['users'] {
  return {
    writer: `${readWrite.username}:${readWrite.password}`,
    reader: `${readOnly.username}:${readOnly.password}`,
  };
}

/** The names of a local call's two ends differ only in the number at the end. */
function hangUpFarEnd(asterisk: InteropBench['asterisk'], name: string): Promise<unknown> {
  return asterisk.cli(`channel request hangup ${name.replace(/;1$/, ';2')}`);
}
