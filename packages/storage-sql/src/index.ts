export { type ArchiveDay, daysIn, findInDays, partOfDay } from './archive/archive-days.ts';
export { type ArchiveEntry, archiveEntryOf } from './archive/archive-entry.ts';
export {
  type ArchiveGroup,
  visibleGroups,
  type WantedGroups,
  wantedGroups,
} from './archive/archive-groups.ts';
export { checkArchiveQuery } from './archive/archive-query.ts';
export {
  type ArchiveCheck,
  type ArchiveScope,
  type ArchiveSegment,
  EARLIEST,
  LATEST,
  type SegmentPart,
  segmentsOf,
} from './archive/archive-segments.ts';
export {
  type AgedIndex,
  type AgedPage,
  type AgedRow,
  agedPage,
  agedSql,
} from './lists/aged-lists.ts';
export {
  AUDIT_LEADING,
  AUDIT_ORDERS,
  type AuditListChoice,
  type AuditPage,
  auditPage,
} from './lists/audit-lists.ts';
export { conferenceLists } from './lists/conference-lists.ts';
export { deliveryLists } from './lists/delivery-lists.ts';
export { type ListPage, type ListRow, listPage } from './lists/list-page.ts';
export type { ListSql } from './lists/list-statement.ts';
export { withOwnName } from './lists/own-name.ts';
export type { PagedQuery } from './lists/paged-query.ts';
export { type RecordingListName, recordingLists, recordingScans } from './lists/recording-lists.ts';
export { type SessionListName, sessionLists } from './lists/session-lists.ts';
export type { SqlDialect } from './lists/sql-dialect.ts';
export type { ListParameters, TableLists } from './lists/table-lists.ts';
export { AUDIT_COLUMNS, type AuditRow, auditEntryOf, auditRow } from './rows/audit-row.ts';
export { CONFERENCE_TABLE } from './rows/conference-table.ts';
export { CHANGING_COLUMNS, deliveryRow } from './rows/delivery-row.ts';
export { RECORDING_TABLE, type RecordingShelf, shelfOf } from './rows/recording-table.ts';
export { SESSION_TABLE } from './rows/session-table.ts';
export { idInUse, readRow, type SqlValue, type StoredRow } from './rows/stored-row.ts';
export {
  bodyOf,
  keepsKeys,
  type RowValues,
  rowOf,
  type Stored,
  type TableShape,
} from './rows/table-shape.ts';
