/** How a value of a column is stored. Decimals keep precision and scale, so that no amount becomes a float on the way. */
export type ColumnType =
  | { readonly kind: 'text' | 'integer' | 'boolean' | 'date' | 'time' | 'timestamp' | 'json' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }

/** One column of a table. */
export interface Column {
  readonly name: string
  readonly type: ColumnType
}

/** The rows of a table that belong to one row of another: lines to their header, splits to their line. */
export interface ParentOfTable {
  /** Name of the table above. */
  readonly table: string
  /** Which column holds which column of the row above: `{ invoice_id: 'id' }`. */
  readonly columns: Readonly<Record<string, string>>
}

/** One table that records are written to. */
export interface Table {
  readonly name: string
  /** In the order in which files and new tables have them. */
  readonly columns: readonly Column[]
  /** Columns that identify a row. Empty where rows cannot be identified and are only appended. */
  readonly key: readonly string[]
  readonly parent?: ParentOfTable | undefined
}

/**
 * What the records of a process look like at the other end. `nested`: each record is one document. `rows`: each record is
 * rows of one or several tables, parents before children.
 */
export type Shape =
  | { readonly kind: 'nested'; readonly name: string }
  | { readonly kind: 'rows'; readonly tables: readonly Table[] }

/** What the records are called: the name of the document, or of the first table. */
export function nameOfShape(shape: Shape): string {
  return shape.kind === 'nested' ? shape.name : (shape.tables[0]?.name ?? 'record')
}

/**
 * The value of a cell. Decimals, dates, times and timestamps are text, exact as Coupa sent them or as the mapping wrote
 * them; a `json` column holds JSON text.
 */
export type Cell = string | number | boolean | null

/** The cells of one row, in the order of the table's columns. */
export type Row = readonly Cell[]
