import { AudioSocketCaller, MediaStreamsCaller } from '@tricord/callers';
import type { Clock } from '@tricord/core';
import {
  concatenate,
  mixed,
  type Part,
  type PartyAudio,
  partyAudio,
  RATE_HZ,
} from './party-audio.ts';
import type { Agent } from './staff.ts';

/** Faster than real time, so that the audio is ahead of the clock and requests fall between its parts. */
const SPEED = 50;

/** What placing a call to an agent needs. */
export interface Switchboard {
  /** Ports and addresses of the gateway. */
  readonly audioSocketPort: number;
  readonly mediaStreamsUrl: string;
  readonly clock: Clock;
  /** Describes a call before its audio arrives, as a PBX would. */
  readonly announce: (sessionId: string, description: object) => Promise<unknown>;
}

/** A customer's call to an agent, over either source. */
export interface AgentCall {
  readonly agent: Agent;
  readonly sessionId: string;
  readonly remoteNumber: string;
  /** The mix that a recording of these parts should contain. */
  heard(...parts: readonly Part[]): Int16Array;
  /** Resolves with the number of audio bytes sent. */
  say(part: Part): Promise<number>;
  hangUp(): Promise<void>;
}

/** Calls over AudioSocket, which has one track; the PBX describes the call by extension or number. */
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

/** Calls over Media Streams, with one track per party; the stream's parameters name the device or the number. */
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

/** The audio of a customer and an agent. @param agent without one, only the customer speaks */
async function customer(index: number, agent?: number) {
  const spoken = await partyAudio(index);
  const answered: PartyAudio = agent === undefined ? NOTHING : await answerOf(agent);
  return {
    sessionId: crypto.randomUUID(),
    remoteNumber: `+1555${String(index).padStart(4, '0')}`,
    spoken,
    answered,
    heard: (...parts: readonly Part[]) =>
      concatenate(...parts.map((part) => mixed(spoken[part], answered[part]))),
  };
}

/** The agent is silent while the customer speaks the card number. */
async function answerOf(agent: number): Promise<PartyAudio> {
  const spoken = await partyAudio(agent);
  return { ...spoken, card: new Int16Array(spoken.card.length) };
}

const NOTHING: PartyAudio = {
  first: new Int16Array(),
  card: new Int16Array(),
  last: new Int16Array(),
};
