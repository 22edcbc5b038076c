// The types of a mapped record. The other end declares the same ones for itself: a bare interface may be repeated, and the
// compiler compares the two where they meet.

/** How a value of a column is stored. Decimals keep precision and scale, so that no amount becomes a float on the way. */
export type ColumnType =
  | { readonly kind: 'text' | 'integer' | 'boolean' | 'date' | 'time' | 'timestamp' | 'json' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }

export interface Column {
  readonly name: string
  readonly type: ColumnType
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  /** Columns that identify a row. */
  readonly key: readonly string[]
  /** The table above, and which column holds which column of the row above: `{ invoice_id: 'id' }`. */
  readonly parent?: { readonly table: string; readonly columns: Readonly<Record<string, string>> } | undefined
}

/** `nested`: a record is one document. `rows`: it is rows of tables, parents before children. */
export type Shape =
  | { readonly kind: 'nested'; readonly name: string }
  | { readonly kind: 'rows'; readonly tables: readonly Table[] }

/** Decimals, dates and times are text, exact; a `json` column holds JSON text. */
export type Cell = string | number | boolean | null

export type Row = readonly Cell[]

/** What a record became. */
export interface MappedRecord {
  /** Present in the shape `nested`. */
  readonly document?: Readonly<Record<string, unknown>> | undefined
  /** Present in the shape `rows`: the rows of each table. */
  readonly rows?: Readonly<Record<string, readonly Row[]>> | undefined
}
