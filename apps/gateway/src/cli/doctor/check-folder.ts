import { mkdtemp, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cannotWrite, dataFolderUser, hasRecordings } from '@tricord/runtime';
import type { Config } from '../../config.ts';
import { bytesText } from '../amounts.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Warned about below so many times the limit at which recordings are refused. */
const NEAR = 10;

/** The data folder as it was found. */
export interface FolderReport {
  readonly findings: readonly Finding[];
  /** The pid of the gateway that uses it; undefined if none does. */
  readonly usedBy?: string;
}

/** Checks that the data folder can be written, that its disk has space, and that its catalog can be read. */
export async function checkFolder(config: Config): Promise<FolderReport> {
  const { dataDir, recording } = config;
  const existing = await nearest(dataDir);
  try {
    if (!(await stat(existing)).isDirectory()) throw codeError('EEXIST');
    // Permissions alone do not tell: the file system may be read-only, or have no files (/proc).
    await rmdir(await mkdtemp(join(existing, '.tricord-doctor-')));
  } catch (error) {
    const { message } = cannotWrite(existing, error);
    const remedy = `give it to the user that runs Tricord: chown ${existing}; or change dataDir`;
    return { findings: [fail('dataDir', message, remedy)] };
  }
  const space = await checkSpace(existing, recording.minFreeBytes);
  if (existing !== dataDir) {
    return { findings: [ok('dataDir', `${dataDir} is made by the first start`), space] };
  }
  try {
    const usedBy = dataFolderUser(dataDir);
    const use = usedBy === undefined ? 'no gateway uses it' : `a gateway uses it (pid ${usedBy})`;
    const folder = ok('dataDir', `${dataDir} can be written; ${use}`);
    const findings = [folder, space, await checkCatalog(config)];
    return { findings, ...(usedBy === undefined ? {} : { usedBy }) };
  } catch (error) {
    const { message } = cannotWrite(dataDir, error);
    const remedy = 'run this as the user that runs Tricord';
    return { findings: [warn('dataDir', message, remedy), space] };
  }
}

/** The folder itself, or the closest one above it that exists. */
async function nearest(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch {
    const parent = dirname(path);
    return parent === path ? path : nearest(parent);
  }
}

function codeError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

async function checkSpace(folder: string, minFreeBytes: number): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const message = `${bytesText(free)} free`;
  const limit = `recordings are refused below ${bytesText(minFreeBytes)} (recording.minFreeBytes)`;
  const remedy = 'make room, or set accounts[].retention so that old recordings are deleted';
  if (free < minFreeBytes) return fail('disk', `${message}; ${limit}`, remedy);
  if (free < NEAR * minFreeBytes) return warn('disk', `${message}; ${limit}`, remedy);
  return ok('disk', message);
}

async function checkCatalog(config: Config): Promise<Finding> {
  try {
    const has = await hasRecordings(config);
    return ok('catalog', has ? 'it has recordings, and can be read' : 'it has no recordings yet');
  } catch (error) {
    const remedy = 'restore it from a backup, or use the version of Tricord that wrote it';
    return fail('catalog', (error as Error).message, remedy);
  }
}
