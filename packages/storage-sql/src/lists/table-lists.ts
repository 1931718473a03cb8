import type { SqlValue } from '../rows/stored-row.ts';
import type { ListSql } from './list-statement.ts';
import type { PageKey } from './page-token.ts';
import type { PagedQuery } from './paged-query.ts';

/** Values by the names that statements have for them. */
export type ListParameters = Readonly<Record<string, SqlValue>>;

/** The lists of one table: the statements that read them, and which of these a query takes. */
export interface TableLists<Query extends PagedQuery, Name extends string = string> {
  /** Whose lists they are: keeps page tokens of different tables apart. */
  readonly kind: string;
  readonly statements: Readonly<Record<Name, ListSql>>;
  /** The statement that reads the fewest rows for a query; the other filters are checked on them. */
  readonly nameOf: (query: Query) => Name;
  /** All parameters but those of the page itself, see `listPage`. */
  readonly parametersOf: (query: Query) => ListParameters;
  /** Where the first page begins: before every row that fits. */
  readonly beginOf: (query: Query) => PageKey;
}
