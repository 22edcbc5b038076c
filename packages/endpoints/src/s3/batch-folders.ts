import type { DeliveryOptions } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { Shape } from '../contract/shape.ts'
import { batchOfName } from '../objects/object-name.ts'
import { batchOfRecordFile } from '../objects/record-file.ts'
import { manifestFolder } from './batch-manifest.ts'

/** A folder that batches have objects in. */
export interface BatchFolder {
  /** Ends with a slash. */
  readonly path: string
  /** The batch that an object is of, by its name in the folder; undefined for what is not of this process. */
  batchOf(name: string): string | undefined
}

/** Each table has a folder, and so have the files of records. */
export function batchFolders(
  shape: Shape,
  { name: pattern, format = 'ndjson' }: DeliveryOptions,
): readonly BatchFolder[] {
  const ofTables = tableNames(shape).map((table) => ({
    path: `${table}/`,
    batchOf: (name: string) => batchOfName(name, pattern, { table, ending: format }),
  }))
  const [table = 'record'] = tableNames(shape)
  return [...ofTables, { path: `${table}_file/`, batchOf: (name) => batchOfRecordFile(shape, name) }]
}

/** Each table is a folder beside that of the manifests. */
export function checkTables(shape: Shape): void {
  for (const table of tableNames(shape)) {
    if (table !== manifestFolder && !/[/\\]/.test(table)) continue
    const reason = table === manifestFolder ? 'is the name of the folder of the manifests' : 'is not a name of a folder'
    throw new EndpointError('VALUE_REFUSED', `The table ${table} ${reason}.`, {
      field: table,
      remedy: 'Give the table another name in the mapping.',
    })
  }
}

function tableNames(shape: Shape): readonly string[] {
  return shape.kind === 'nested' ? [shape.name] : shape.tables.map(({ name }) => name)
}
