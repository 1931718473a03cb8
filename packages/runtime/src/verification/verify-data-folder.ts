import { join } from 'node:path';
import { type MediaFinding, type VerifyMediaDeps, verifyMedia } from '@tricord/core';
import { FilesMediaStore } from '@tricord/storage-files';
import { openInventoryReader } from '@tricord/storage-sqlite';
import { CloseStack } from '../close-stack.ts';
import type { Config } from '../config/config-form.ts';
import {
  VerificationNotes,
  type VerificationProgress,
  type VerificationScope,
} from './verification-notes.ts';

export interface VerifyDataFolderOptions extends VerificationScope {
  /** Discard the notes of an interrupted verification. */
  readonly restart: boolean;
  /** Interrupts it; what has been examined is saved. */
  readonly signal: AbortSignal;
  /** Default: real time, which keeps the process alive. */
  readonly clock?: VerifyMediaDeps['clock'];
}

/** Observes the progress of a verification. */
export interface VerificationWatch {
  /**
   * Called first.
   * @param of.recordings how many recordings there are to examine.
   * @param of.resumed whether an earlier process started it; its findings are reported again.
   */
  begun(of: { recordings: number; resumed: boolean }): void;
  found(finding: MediaFinding): void;
  progressed(progress: VerificationProgress): void;
}

/**
 * Compares the catalog and the media store of a data folder, whether or not a process uses the folder. Changes
 * only its own notes, `verify.db`, which are deleted once it is complete.
 * @returns how far it came, and whether that was all.
 * @throws StartError, CatalogUnusableError or MediaFolderUnusableError: one line that says why it cannot.
 */
export async function verifyDataFolder(
  { dataDir }: Pick<Config, 'dataDir'>,
  { restart, signal, clock = { after }, ...scope }: VerifyDataFolderOptions,
  watch: VerificationWatch,
): Promise<VerificationProgress & { readonly complete: boolean }> {
  const opened = new CloseStack();
  try {
    const { inventory } = opened.own(
      await openInventoryReader({ path: join(dataDir, 'catalog.db') }),
    );
    const media = await FilesMediaStore.openToRead({ folder: join(dataDir, 'media') });
    const path = join(dataDir, 'verify.db');
    const notes = opened.own(VerificationNotes.open({ path, scope, restart, now: Date.now() }));
    const recordings = await inventory.count(scope.accountId);
    watch.begun({ recordings, resumed: notes.resumed });
    for (const finding of notes.findings()) watch.found(finding);
    watch.progressed(notes.progress);
    const from = notes.progress.place;
    let complete = false;
    let { pass } = from;
    for await (const step of verifyMedia({ inventory, media, clock }, { ...scope, from, signal })) {
      notes.add(pass, step);
      for (const finding of step.findings) watch.found(finding);
      watch.progressed(notes.progress);
      complete = step.next === undefined;
      pass = step.next?.pass ?? pass;
    }
    if (complete) notes.delete();
    return { ...notes.progress, complete };
  } finally {
    await opened.close();
  }
}

/** Unlike the clock of a server, it keeps the process alive. */
function after(delayMs: number, run: () => void) {
  const timer = setTimeout(run, delayMs);
  return { cancel: () => clearTimeout(timer) };
}
