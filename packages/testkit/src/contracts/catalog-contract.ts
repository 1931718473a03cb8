import { describe, expect, test } from 'vitest';
import { agedRecordingsContract } from './aged-recordings-contract.ts';
import { archiveContract } from './archive-contract.ts';
import { audioInventoryContract } from './audio-inventory-contract.ts';
import { auditContract } from './audit-contract.ts';
import { conferencesContract } from './conferences-contract.ts';
import { deliveriesContract } from './deliveries-contract.ts';
import { directoryContract } from './directory-contract.ts';
import { journalContract } from './journal-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { preservedRecordingsContract } from './preserved-recordings-contract.ts';
import { recordingChangesContract } from './recording-changes-contract.ts';
import { recordingListContract } from './recording-list-contract.ts';
import { recordingNamesContract } from './recording-names-contract.ts';
import { recordingPagesContract } from './recording-pages-contract.ts';
import { recordingSearchContract } from './recording-search-contract.ts';
import { sessionListContract } from './session-list-contract.ts';
import { sessionsContract } from './sessions-contract.ts';
import { type OpenedCatalog, withCatalogFrom } from './with-catalog.ts';

/**
 * Describes tests of every promise of the catalog port. Call it at the top of a test file.
 *
 * @param open opens an empty catalog each time
 */
export function describeCatalogContract(name: string, open: () => Promise<OpenedCatalog>): void {
  const withCatalog = withCatalogFrom(open);
  describe(`${name} fulfills the catalog contract`, () => {
    recordingChangesContract(withCatalog);
    recordingNamesContract(withCatalog);
    preservedRecordingsContract(withCatalog);
    recordingListContract(withCatalog);
    recordingPagesContract(withCatalog);
    recordingSearchContract(withCatalog);
    archiveContract(withCatalog);
    sessionsContract(withCatalog);
    sessionListContract(withCatalog);
    conferencesContract(withCatalog);
    journalContract(withCatalog);
    outboxContract(withCatalog);
    deliveriesContract(withCatalog);
    auditContract(withCatalog);
    agedRecordingsContract(withCatalog);
    audioInventoryContract(withCatalog);
    directoryContract(withCatalog);
    test(
      'passes its check while open, and can be closed repeatedly',
      withCatalog(async (catalog) => {
        await expect(catalog.check()).resolves.toBeUndefined();
        await catalog.close();
        await catalog.close();
      }),
    );
  });
}
