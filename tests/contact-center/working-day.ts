import type { AgentCall } from './agent-call.ts';
import type { Answer, ContactCenter } from './contact-center.ts';
import { type Agent, DESKTOP, SUPERVISOR } from './staff.ts';

/** Their desktops do not pause: so it shows that what is looked for would be found. */
export const CARELESS: readonly string[] = ['agent01', 'agent02'];
/** On lines in mode live-keep; their desktops ask only when the card number comes. */
const LATE: readonly string[] = ['agent25', 'agent26'];
/** On a line in mode live-keep, and nobody asks. */
export const FORGOTTEN = 'agent27';
/** Whose desktops have kept the ids of what they began. */
const BY_ID = /[3-5]$/;

/** A recording as the archive lists it. */
export interface Listed {
  readonly id: string;
  readonly referenceNumber: string;
  readonly startTime: string;
  readonly duration: string;
  readonly direction: number;
  readonly localPartyNumber: string;
  readonly remotePartyNumber: string;
  readonly ownerUsername: string;
}

/** What clients were answered in a day, by the agents' names. */
export interface WorkingDay {
  readonly calls: readonly AgentCall[];
  readonly starts: Answers;
  readonly pauses: Answers;
  readonly pausesAgain: Answers;
  /** What the supervisor sees of each agent while card numbers are spoken, and of all. */
  readonly seen: Answers;
  readonly seenAtOnce: Answer;
  readonly resumes: Answers;
  readonly stops: Answers;
  /** Newest first. */
  readonly archive: readonly Listed[];
}

type Answers = ReadonlyMap<string, Answer>;

/**
 * A call to each agent at the same time. The desktops ask for recordings when the calls are answered, and pause them
 * while the customers speak their card numbers. Some recordings are stopped, the others end with their calls.
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
/** Half of them, and all on automatic lines, where it is refused. */
const isStopped = ({ agent }: AgentCall) =>
  agent.recordingMode === 'automatic' || /[2468]$/.test(agent.username);

async function askOf(
  calls: readonly AgentCall[],
  ask: (call: AgentCall) => Promise<Answer>,
): Promise<Map<string, Answer>> {
  const answers = calls.map(async (call) => [call.agent.username, await ask(call)] as const);
  return new Map(await Promise.all(answers));
}

/** Most desktops know the number alone. */
function pathTo({ username, directoryNumber }: Agent, word: string, starts: Answers): string {
  const started = starts.get(username)?.body as { id?: string } | undefined;
  return started?.id !== undefined && BY_ID.test(username)
    ? `/LiveRecordings/${started.id}/${word}`
    : `/LiveRecordings/${word}?directoryNumber=${directoryNumber}`;
}

function look(center: ContactCenter, query = ''): Promise<Answer> {
  return center.imagicle(SUPERVISOR, 'GET', `/LiveRecordings${query}`);
}

/** An agent who may come in stops what is recorded on the own line. */
function stop(center: ContactCenter, { username, directoryNumber }: Agent): Promise<Answer> {
  return username === 'agent08'
    ? center.imagicle(username, 'DELETE', '/LiveRecordings/Mine')
    : center.imagicle(DESKTOP, 'DELETE', `/LiveRecordings?directoryNumber=${directoryNumber}`);
}

/** Asks until so many are there; the test's time limit ends it. */
async function wholeArchive(center: ContactCenter, count: number): Promise<readonly Listed[]> {
  for (;;) {
    const { body } = await center.imagicle(SUPERVISOR, 'GET', '/Recordings');
    const { recordings } = body as { recordings: readonly Listed[] };
    if (recordings.length >= count) return recordings;
  }
}
