import type { AcknowledgeMode, SourceField, SourceMode } from '../definition/definition-schema.ts'
import type { RecordFileKind } from '../definition/record-files.ts'

/** A process that is asked for again and again, as a row of a table. */
export interface Template {
  /** `E01`. */
  readonly id: string
  /** Name of a process that is made from it. */
  readonly name: string
  readonly title: string
  /** What it does, in one sentence. */
  readonly sentence: string
  readonly direction: 'out'
  /** Undefined for a template of any resource. */
  readonly resource: string | undefined
  /** Which resources a template takes that is not about a single one: `custom_objects/:object_definition_id/object_instances`. */
  readonly resourcePattern?: string | undefined
  readonly mode: SourceMode
  readonly where: Readonly<Record<string, unknown>>
  readonly fields: readonly SourceField[]
  readonly acknowledge: AcknowledgeMode
  /** Whether changes after the acknowledgement are looked for. */
  readonly watchChanges: boolean
  /** Whether changed documents are delivered that something else has marked. */
  readonly deliverMarked?: boolean | undefined
  /** Files of each record that are delivered beside it. Only folders take files. */
  readonly files?: readonly RecordFileKind[] | undefined
  /** Records in a batch, where the usual number would be too much. */
  readonly batchRecords?: number | undefined
  /** When it usually runs: cron, in the zone of whoever deploys it. */
  readonly schedule: string
  /** Share of the organization's requests, where a template should be gentle. */
  readonly share?: number | undefined
}
