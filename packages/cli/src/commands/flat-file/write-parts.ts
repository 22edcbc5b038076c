import { basename, dirname, extname, join } from 'node:path'
import { largestFlatFile } from '@coupa-connector/endpoints'
import type { CommandInput } from '../../command/command-input.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openFileTarget } from '../../output/file-target.ts'
import type { OutputTarget } from '../../output/output-target.ts'

/** The rows of a record. */
export interface RecordText {
  /** Line of the input where the record is. */
  readonly line: number
  readonly text: string
  readonly rows: number
}

interface Header {
  readonly header: string
  readonly headerRows: number
}

interface Part {
  readonly file: string
  readonly target: OutputTarget
  rows: number
  bytes: number
}

/**
 * Writes files that Coupa takes: `suppliers_001.csv`, `suppliers_002.csv`, in the order in which it loads them. The rows of a
 * record stay together. The files get their names when all are there. Answers with them.
 */
export async function writeParts(
  input: CommandInput,
  { header, headerRows }: Header,
  records: AsyncIterable<RecordText>,
): Promise<readonly string[]> {
  const output = input.text('output')
  if (output === undefined || output === '-') {
    throw new UsageError('--split needs --output: the name that the files are numbered after.', {
      suggestion: 'For example: --output suppliers.csv for suppliers_001.csv, suppliers_002.csv and so on.',
    })
  }
  const parts: Part[] = []
  const headerBytes = Buffer.byteLength(header)

  async function open(): Promise<Part> {
    const file = numberedName(output ?? '', parts.length + 1)
    const part = { file, target: await openFileTarget(file), rows: headerRows, bytes: headerBytes }
    parts.push(part)
    await part.target.write(header)
    return part
  }

  try {
    let part = await open()
    for await (const { line, text, rows } of records) {
      const bytes = Buffer.byteLength(text)
      checkSize(line, headerRows + rows, headerBytes + bytes)
      if (part.rows + rows > largestFlatFile.rows || part.bytes + bytes > largestFlatFile.bytes) {
        await part.target.flush()
        part = await open()
      }
      part.rows += rows
      part.bytes += bytes
      await part.target.write(text)
    }
  } catch (error) {
    for (const { target } of parts) await target.abandon({ keep: false })
    throw error
  }
  for (const { target } of parts) await target.complete()
  return parts.map(({ file }) => file)
}

function checkSize(line: number, rows: number, bytes: number): void {
  if (rows <= largestFlatFile.rows && bytes <= largestFlatFile.bytes) return
  throw new UsageError(
    `Line ${line}: the record needs ${rows} rows and ${bytes} bytes with its header rows, and Coupa takes at most ${largestFlatFile.rows} rows and ${largestFlatFile.bytes} bytes in a file.`,
  )
}

/** `out/suppliers.csv` is `out/suppliers_001.csv`. */
function numberedName(file: string, number: number): string {
  const ending = extname(file)
  return join(dirname(file), `${basename(file, ending)}_${String(number).padStart(3, '0')}${ending}`)
}
