/** Where rows of one type belong: to which rows, and in which list of theirs. */
export interface FlatFileParent {
  /** Name of the row type above. */
  readonly rowType: string
  /** Field of the record above that holds them: `account-allocations`. */
  readonly list: string
  /** Columns that identify the record above, with the field of it that they repeat. Empty: the nearest one. */
  readonly links: Readonly<Record<string, string>>
}

/** One row type of Coupa's flat files. Columns are found by name, in any order. */
export interface FlatFileRowType {
  readonly name: string
  /**
   * What stands in the first column: the word that Coupa's loader takes, the word that Coupa's export writes if that is
   * another, and more that are understood.
   */
  readonly words: readonly string[]
  /** Columns that repeat what identifies the record at the top, with its field. */
  readonly rootLinks?: Readonly<Record<string, string>>
  /** The first whose links have a value in the row counts. Absent for the row type of the record itself. */
  readonly parents?: readonly FlatFileParent[]
  /** Column of the loader to field of the record: `Payment Terms` to `payment-term.code`. */
  readonly columns: Readonly<Record<string, string>>
  /** Columns that only exports have. */
  readonly exported?: Readonly<Record<string, string>>
}

/** What Coupa's flat files of one object look like (F-464). */
export interface FlatFileObject {
  /** As people type it: `invoice`. */
  readonly name: string
  readonly title: string
  /** Folder below `/Incoming` and `/Outgoing` of Coupa's SFTP server. */
  readonly folder: string
  /** The type of the records first. */
  readonly rowTypes: readonly FlatFileRowType[]
  /** Whether a file of records without rows below them has no column for the row type. */
  readonly isUntypedAlone?: boolean
}
