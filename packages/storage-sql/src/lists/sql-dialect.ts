import type { SqlValue } from '../rows/stored-row.ts';

/**
 * What SQL engines write differently in the statements of lists; all else here is the same for each.
 *
 * Parameters are named, `$limit`, and bound by name. An engine that only numbers its parameters
 * replaces the names when it prepares a statement.
 */
export interface SqlDialect {
  /**
   * A table in FROM that is read by this index. An engine that can say so should fail rather than
   * scan; one that cannot writes the table alone.
   */
  readonly tableByIndex: (table: string, index: string) => string;
  /** The condition that one text contains another. Both are SQL. */
  readonly contains: (text: string, part: string) => string;
  /**
   * The end of a range of texts: after all that begin with a prefix, before the rest. `sql` makes it
   * of a parameter, to which `valueOf` the prefix is bound.
   */
  readonly prefixEnd: {
    readonly sql: (parameter: string) => string;
    readonly valueOf: (prefix: string) => SqlValue;
  };
}
