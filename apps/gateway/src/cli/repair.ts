import type { Repaired } from '@tricord/capture';
import { processLogger, repairDataFolder } from '@tricord/runtime';
import { readConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

/** The options of `tricord repair`. */
export interface RepairOptions {
  readonly check?: boolean;
  readonly json?: boolean;
  readonly config?: string;
}

/** Finishes interrupted recordings, or only reports what would be done. */
export async function repair(options: RepairOptions, terminal: Terminal): Promise<void> {
  const { check = false, json = false } = options;
  const { config } = await readConfig(options, terminal.env);
  const repaired = await repairDataFolder(config, processLogger(config), { check });
  const lines = json ? repaired.map((one) => JSON.stringify(one)) : report(repaired, check);
  for (const line of lines) say(terminal, line);
}

function report(repaired: readonly Repaired[], check: boolean): readonly string[] {
  if (repaired.length === 0) return ['No recording is unfinished.'];
  const kept = repaired.filter(({ outcome }) => outcome === 'done').length;
  const lostMs = repaired.reduce((sum, recording) => sum + recording.lostMs, 0);
  const recordings = repaired.length === 1 ? '1 recording' : `${repaired.length} recordings`;
  const done = check ? `${recordings} would be repaired` : `${recordings} repaired`;
  const rest = [
    `${kept} done`,
    `${repaired.filter(({ outcome }) => outcome === 'failed').length} failed`,
    `${repaired.filter(({ outcome }) => outcome === 'left').length} left as they are`,
    `${lostMs} ms of audio lost`,
  ];
  return [
    ...table(repaired),
    ...repaired.flatMap(guesses),
    `${done}: ${rest.join(', ')}${check ? '. Nothing was changed' : ''}.`,
  ];
}

const FACTS = { sampleRateHz: 'sample rate', channels: 'number of channels' } as const;

/** The parts of a recording's format that had to be guessed. */
function guesses({ recordingId, assumed }: Repaired): readonly string[] {
  if (assumed.length === 0) return [];
  const facts = assumed.map((fact) => FACTS[fact]).join(' and ');
  return [`${recordingId}: the ${facts} could only be guessed; the log says as what.`];
}

const HEAD = ['recording', 'name', 'outcome', 'kept ms', 'lost ms'] as const;

function table(repaired: readonly Repaired[]): readonly string[] {
  const rows = repaired.map(({ recordingId, isNew, name, outcome, keptMs, lostMs }) => [
    isNew ? '(new)' : recordingId,
    name,
    outcome,
    String(keptMs),
    String(lostMs),
  ]);
  const lines: readonly (readonly string[])[] = [HEAD, ...rows];
  const widths = HEAD.map((_, column) =>
    Math.max(...lines.map((cells) => (cells[column] ?? '').length)),
  );
  return lines.map((cells) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        // Numbers are right-aligned.
        return column < 3 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
}
