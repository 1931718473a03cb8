import type { AuditEntry } from '../audit.ts';
import type { AuditCatalog, AuditQuery } from '../ports/audit.ts';
import type { Page } from '../ports/page.ts';

/** A catalog whose audit log can be read; that of a stopped gateway, too. */
export interface AuditReadDeps {
  readonly catalog: { readonly audit: Pick<AuditCatalog, 'list'> };
}

/** Entries of an account's audit log that match the query, a page at a time. */
export function listAudit(deps: AuditReadDeps, query: AuditQuery): Promise<Page<AuditEntry>> {
  return deps.catalog.audit.list(query);
}
