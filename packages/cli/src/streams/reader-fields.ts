/** Whether records nested in others stay in them, or become streams of their own. */
export type NestedRecords = 'objects' | 'streams'

/** Whether decimals come as the text that Coupa sent, or as JSON numbers with the same digits. */
export type Decimals = 'text' | 'number'

/** How an organization is read, beside the settings of the connection. */
export interface ReaderOptions {
  /** Records that changed since then come; undefined for all of them. */
  readonly startDate: string | undefined
  readonly nestedRecords: NestedRecords
  readonly decimals: Decimals
  /** Requests a second; undefined for what Coupa allows. */
  readonly requestsPerSecond: number | undefined
}

/** A setting of the reader as a form shows it. It has the same parts as a field of a connection. */
export interface ReaderField {
  readonly name: keyof ReaderOptions
  readonly label: string
  readonly help: string
  readonly type: 'string' | 'integer'
  readonly defaultValue?: string | undefined
  readonly choices?: readonly string[] | undefined
  readonly example?: string | undefined
}

/** What a person can set of a reader. A connection's own fields come first in every form. */
export const readerFields: readonly ReaderField[] = [
  {
    name: 'startDate',
    label: 'Start Date',
    help: 'The first incremental read takes records that changed since then, such as 2026-01-31 or 2026-01-31T08:00:00Z. Leave it empty for all records.',
    type: 'string',
    example: '2026-01-31',
  },
  {
    name: 'nestedRecords',
    label: 'Nested Records',
    help: 'objects: lines, approvals and other records stay in the records that have them. streams: each kind is a stream of its own, such as invoices__invoice_lines, with the id of its parent.',
    type: 'string',
    defaultValue: 'objects',
    choices: ['objects', 'streams'],
  },
  {
    name: 'decimals',
    label: 'Decimals',
    help: 'text: amounts are the text that Coupa sent, exact in every destination. number: they are numbers, as exact as the destination keeps them.',
    type: 'string',
    defaultValue: 'text',
    choices: ['text', 'number'],
  },
  {
    name: 'requestsPerSecond',
    label: 'Requests per Second',
    help: 'Coupa allows an organization 25. Set your share of them when other programs call the same organization.',
    type: 'integer',
    example: '10',
  },
]
