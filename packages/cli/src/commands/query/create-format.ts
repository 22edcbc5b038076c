import type { ResourceDescription } from '@coupa-connector/catalog'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { parseFields } from '../../input/query-request.ts'
import { type Column, tableColumns } from '../../output/columns.ts'
import type { FormatName, RecordFormat } from '../../output/record-format.ts'

/** The columns of a table format; undefined for the others. */
export async function tableColumnsFor(
  format: FormatName,
  input: CommandInput,
  resource: ResourceDescription,
): Promise<readonly Column[] | undefined> {
  if (format === 'ndjson' || format === 'json') return undefined
  const { findType, tellingFields } = await import('@coupa-connector/catalog')
  const fieldsOfType = (typeName: string) => findType(typeName)?.fields ?? []
  const wanted = parseFields(input.text('fields')) ?? (format === 'table' ? tellingFields(resource) : undefined)
  const columns = tableColumns({ fields: resource.fields, fieldsOfType }, wanted)
  const asText = new Set(input.list('text-column'))
  return columns.map((column) => (asText.has(column.name) ? { ...column, kind: 'text' } : column))
}

/** Creates the format that `--format` names. The modules that it needs are loaded with it. */
export async function createFormat(
  format: FormatName,
  columns: readonly Column[],
  input: CommandInput,
  { isContinued, context }: { isContinued: boolean; context: Context },
): Promise<RecordFormat> {
  // Whoever names the fields has left the others out on purpose.
  const noteLeftOut = input.text('fields') === undefined
  switch (format) {
    case 'ndjson':
    case 'json': {
      const { createJsonFormat, createNdjsonFormat } = await import('../../output/json-formats.ts')
      return format === 'json' ? createJsonFormat({ isContinued }) : createNdjsonFormat()
    }
    case 'table': {
      const [{ createTableFormat }, { loadTable }] = await Promise.all([
        import('../../output/table-format.ts'),
        import('../../terminal/table.ts'),
      ])
      return createTableFormat(columns, await loadTable(context))
    }
    case 'csv': {
      const { createCsvFormat } = await import('../../output/csv-format.ts')
      return createCsvFormat(columns, { isSafe: input.flag('csv-safe'), noteLeftOut })
    }
    case 'parquet': {
      const { createParquetFormat } = await import('../../output/parquet-format.ts')
      return createParquetFormat(columns, { noteLeftOut })
    }
  }
}
