import type { AgentCall } from './agent-call.ts';
import type { ApiResponse, ContactCenter } from './contact-center.ts';
import { type Agent, DESKTOP, SUPERVISOR } from './staff.ts';

/** Agents whose desktops do not pause. They prove that the test would detect a card number. */
export const CARELESS: readonly string[] = ['agent01', 'agent02'];
/** Agents with live-keep lines, whose desktops start recording only at the card number. */
const LATE: readonly string[] = ['agent25', 'agent26'];
/** An agent with a live-keep line that nobody records. */
export const FORGOTTEN = 'agent27';
/** Agents whose desktops use the ids of their recordings. */
const BY_ID = /[3-5]$/;

/** An entry of the archive's list. */
export interface ArchiveEntry {
  readonly id: string;
  readonly referenceNumber: string;
  readonly startTime: string;
  readonly duration: string;
  readonly direction: number;
  readonly localPartyNumber: string;
  readonly remotePartyNumber: string;
  readonly ownerUsername: string;
}

/** The responses of one day, by agent. */
export interface WorkingDay {
  readonly calls: readonly AgentCall[];
  readonly starts: Answers;
  readonly pauses: Answers;
  readonly pausesAgain: Answers;
  /** The active recordings that the supervisor sees during the card numbers, per agent and in total. */
  readonly seen: Answers;
  readonly seenAtOnce: ApiResponse;
  readonly resumes: Answers;
  readonly stops: Answers;
  /** Newest first. */
  readonly archive: readonly ArchiveEntry[];
}

type Answers = ReadonlyMap<string, ApiResponse>;

/**
 * Runs a call to each agent at the same time. The desktops start recordings when calls are answered, and pause them while
 * customers speak their card numbers. Some recordings are stopped, the others end with their calls.
 */
export async function workingDay(center: ContactCenter): Promise<WorkingDay> {
  const desktop = (method: string, path: string, body?: object) =>
    center.imagicle(DESKTOP, method, path, body);
  const start = ({ agent: { directoryNumber } }: AgentCall) =>
    desktop('POST', '/LiveRecordings', { directoryNumber });
  const pauseOrResume = (word: string) => (call: AgentCall) =>
    desktop('PUT', pathTo(call.agent, word, starts));

  const calls = await center.ring();
  const starts = await askOf(calls.filter(isAnswered), start);
  await center.say(calls, 'first');
  for (const late of await askOf(calls.filter(isLate), start)) starts.set(...late);
  const careful = calls.filter(isCareful);
  const pauses = await askOf(careful, pauseOrResume('Pause'));
  const pausesAgain = await askOf(careful, pauseOrResume('Pause'));
  await center.say(calls, 'card');
  const seen = await askOf(calls, ({ agent }) => look(center, `?username=${agent.username}`));
  const seenAtOnce = await look(center);
  const resumes = await askOf(careful, pauseOrResume('Resume'));
  await center.say(calls, 'last');
  const stops = await askOf(calls.filter(isStopped), (call) => stop(center, call.agent));
  await Promise.all(calls.map((call) => call.hangUp()));
  const archive = await wholeArchive(center, calls.length - 1);
  return { calls, starts, pauses, pausesAgain, seen, seenAtOnce, resumes, stops, archive };
}

const isAnswered = ({ agent }: AgentCall) => agent.recordingMode !== 'live-keep';
const isLate = ({ agent }: AgentCall) => LATE.includes(agent.username);
const isCareful = ({ agent: { username } }: AgentCall) =>
  username !== FORGOTTEN && !CARELESS.includes(username);
/** Half of the agents, and all with automatic lines, where the request is refused. */
const isStopped = ({ agent }: AgentCall) =>
  agent.recordingMode === 'automatic' || /[2468]$/.test(agent.username);

async function askOf(
  calls: readonly AgentCall[],
  ask: (call: AgentCall) => Promise<ApiResponse>,
): Promise<Map<string, ApiResponse>> {
  const answers = calls.map(async (call) => [call.agent.username, await ask(call)] as const);
  return new Map(await Promise.all(answers));
}

/** Most desktops know only the number. */
function pathTo({ username, directoryNumber }: Agent, word: string, starts: Answers): string {
  const started = starts.get(username)?.body as { id?: string } | undefined;
  return started?.id !== undefined && BY_ID.test(username)
    ? `/LiveRecordings/${started.id}/${word}`
    : `/LiveRecordings/${word}?directoryNumber=${directoryNumber}`;
}

function look(center: ContactCenter, query = ''): Promise<ApiResponse> {
  return center.imagicle(SUPERVISOR, 'GET', `/LiveRecordings${query}`);
}

/** Agents who use the API stop the recording on their own line. */
function stop(center: ContactCenter, { username, directoryNumber }: Agent): Promise<ApiResponse> {
  return username === 'agent08'
    ? center.imagicle(username, 'DELETE', '/LiveRecordings/Mine')
    : center.imagicle(DESKTOP, 'DELETE', `/LiveRecordings?directoryNumber=${directoryNumber}`);
}

/** Polls until the archive has this many recordings, or the test times out. */
async function wholeArchive(
  center: ContactCenter,
  count: number,
): Promise<readonly ArchiveEntry[]> {
  for (;;) {
    const { body } = await center.imagicle(SUPERVISOR, 'GET', '/Recordings');
    const { recordings } = body as { recordings: readonly ArchiveEntry[] };
    if (recordings.length >= count) return recordings;
  }
}
