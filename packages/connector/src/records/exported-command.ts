import type { ResourceDescription } from '@coupa-connector/catalog'
import { UnsupportedOperationError } from '../errors/request-errors.ts'

/** How a resource is told that a record was exported, or that it was not. */
export interface ExportedCommand {
  /** Below the path of the record, empty for the record itself. */
  readonly suffix: '' | '/export'
  /** Pairs of the query string. */
  readonly parameters: readonly (readonly [string, string])[]
}

/**
 * The command for the exported flag of a resource: `?exported=` where it has the flag (F-361, F-362) or at least the time
 * of the export, and the action `export` for payables of invoices, which have no other way and no way back (F-407).
 * Throws `UnsupportedOperationError` for a resource that cannot be marked, before anything is sent.
 */
export function exportedCommandOf(description: ResourceDescription, isExported: boolean): ExportedCommand {
  const { name, operations, actions } = description
  const command: ExportedCommand = { suffix: '', parameters: [['exported', String(isExported)]] }
  const canUpdate = operations.some((operation) => operation.name === 'update')
  if (hasField(description, 'exported') && canUpdate) return command
  const canExport = actions.some((action) => action.name === 'export' && action.level === 'record')
  if (canExport && isExported) return { suffix: '/export', parameters: [] }
  if (hasField(description, 'last-exported-at') && canUpdate && !canExport) return command
  throw new UnsupportedOperationError(
    { resource: name, operation: isExported ? 'markExported' : 'unmarkExported' },
    { suggestion: suggestionFor(description, canExport) },
  )
}

function suggestionFor({ name }: ResourceDescription, canExport: boolean): string {
  if (canExport) return `Coupa takes no export of ${name} back. Read the records by updated-at instead.`
  return `Records of ${name} have no exported flag that can be set. Read them by updated-at, and remember yourself what was delivered.`
}

/** What a mark answers with: a whole invoice is a hundred times as long. */
export function fieldsOfMark(description: ResourceDescription): readonly string[] {
  return ['id', 'exported', 'last-exported-at', 'updated-at'].filter((name) => hasField(description, name))
}

function hasField({ fields }: ResourceDescription, wanted: string): boolean {
  return fields.some(({ name }) => name === wanted)
}
