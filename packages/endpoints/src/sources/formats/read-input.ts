import { EndpointError } from '../../contract/endpoint-error.ts'
import type { InputReading } from '../../contract/source.ts'
import type { IntakeOptions, SourceFormat } from '../../contract/source-type.ts'
import type { InputContent } from './input-content.ts'
import { readCsv } from './read-csv.ts'
import { readFlatFileInput } from './read-flat-file-input.ts'
import { readNdjson } from './read-ndjson.ts'

/** Endings of the files of a format. */
export const endingsOf: Readonly<Record<SourceFormat, readonly string[]>> = {
  csv: ['.csv'],
  ndjson: ['.ndjson', '.jsonl'],
  parquet: ['.parquet'],
  'flat-file': ['.csv'],
}

/** The format of a file: what the process says, or what its ending shows. Throws `EndpointError` for neither. */
export function formatOf(name: string, { format }: IntakeOptions): SourceFormat {
  if (format !== undefined) return format
  const formats: readonly SourceFormat[] = ['csv', 'ndjson', 'parquet']
  const found = formats.find((one) => endingsOf[one].some((ending) => name.toLowerCase().endsWith(ending)))
  if (found !== undefined) return found
  throw new EndpointError('SETTING_INVALID', `The ending of ${name} shows no format.`, {
    field: 'file',
    remedy: 'Set source.format of the definition to csv, ndjson or parquet.',
  })
}

/** Reads the records of a file. */
export async function readInput(name: string, content: InputContent, intake: IntakeOptions): Promise<InputReading> {
  const format = formatOf(name, intake)
  switch (format) {
    case 'csv':
      return await readCsv(content.stream(), intake)
    case 'ndjson':
      return await readNdjson(content.stream())
    case 'parquet':
      // Its library is loaded when it is needed.
      return await (await import('./read-parquet.ts')).readParquet(content)
    case 'flat-file':
      return await readFlatFileInput(content.stream(), intake)
  }
}
