import { AudioSocketCaller, MediaStreamsCaller } from '@tricord/callers';
import type { Clock } from '@tricord/core';
import { joined, mixed, type Part, RATE_HZ, type Spoken, spokenBy } from './spoken.ts';
import type { Agent } from './staff.ts';

/** So much faster than real time: the audio runs ahead of the clock, so that what is asked meanwhile falls between. */
const SPEED = 50;

/** What it takes to place a call to an agent. */
export interface Switchboard {
  /** Ports and addresses of the gateway. */
  readonly audioSocketPort: number;
  readonly mediaStreamsUrl: string;
  readonly clock: Clock;
  /** Says of a call whose audio is about to come what the PBX knows. */
  readonly announce: (sessionId: string, description: object) => Promise<unknown>;
}

/** A customer's call to an agent, by whichever way its audio comes. */
export interface AgentCall {
  readonly agent: Agent;
  readonly sessionId: string;
  readonly remoteNumber: string;
  /** What a recording of these parts sounds like. */
  heard(...parts: readonly Part[]): Int16Array;
  /** Resolves with how many bytes of audio were sent. */
  say(part: Part): Promise<number>;
  hangUp(): Promise<void>;
}

/** By AudioSocket, which has one track; the PBX announces the call by its extension or its number. */
export async function callByAudioSocket(
  { audioSocketPort: port, clock, announce }: Switchboard,
  agent: Agent,
  index: number,
): Promise<AgentCall> {
  const { sessionId, remoteNumber, heard, spoken } = await customer(index);
  const { directoryNumber } = agent;
  await announce(sessionId, {
    ...(index % 4 === 0
      ? { metadata: { extension: directoryNumber } }
      : { line: { directoryNumber } }),
    direction: 'incoming',
    remote: { phoneNumber: remoteNumber },
  });
  const caller = await AudioSocketCaller.open({ host: '127.0.0.1', port, uuid: sessionId, clock });
  return {
    ...{ agent, sessionId, remoteNumber, heard },
    say: async (part) => {
      await caller.play(spoken[part], { sampleRateHz: RATE_HZ, speed: SPEED });
      return 2 * spoken[part].length;
    },
    hangUp: () => caller.hangUp(),
  };
}

/** By Media Streams, with a track of each party; the stream itself says which device or number it is. */
export async function callByMediaStreams(
  { mediaStreamsUrl: url, clock }: Switchboard,
  agent: Agent,
  index: number,
): Promise<AgentCall> {
  const { sessionId, remoteNumber, heard, spoken, answered } = await customer(index, index + 100);
  const { deviceName, directoryNumber } = agent;
  const caller = await MediaStreamsCaller.open({
    ...{ url, clock },
    callSid: sessionId,
    tracks: ['inbound', 'outbound'],
    customParameters: {
      ...(index % 4 === 1 ? { deviceName } : { directoryNumber }),
      direction: 'inbound',
      remoteNumber,
    },
  });
  return {
    ...{ agent, sessionId, remoteNumber, heard },
    say: async (part) => {
      const both = { inbound: spoken[part], outbound: answered[part] };
      await caller.play(both, { sampleRateHz: RATE_HZ, speed: SPEED });
      return 2 * spoken[part].length;
    },
    hangUp: () => caller.hangUp(),
  };
}

/** Somebody who calls, and what is said. @param agent who answers; nobody is heard if not given. */
async function customer(index: number, agent?: number) {
  const spoken = await spokenBy(index);
  const answered: Spoken = agent === undefined ? NOTHING : await answerOf(agent);
  return {
    sessionId: crypto.randomUUID(),
    remoteNumber: `+1555${String(index).padStart(4, '0')}`,
    spoken,
    answered,
    heard: (...parts: readonly Part[]) =>
      joined(...parts.map((part) => mixed(spoken[part], answered[part]))),
  };
}

/** Who asks for a card number says nothing while it is spoken. */
async function answerOf(agent: number): Promise<Spoken> {
  const spoken = await spokenBy(agent);
  return { ...spoken, card: new Int16Array(spoken.card.length) };
}

const NOTHING: Spoken = {
  first: new Int16Array(),
  card: new Int16Array(),
  last: new Int16Array(),
};
