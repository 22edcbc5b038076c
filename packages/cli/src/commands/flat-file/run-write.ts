import {
  createFlatFileWriter,
  createLayoutCollector,
  type FlatFileLayout,
  type FlatFileObject,
  FlatFileValueError,
  type FlatFileWriter,
  largestFlatFile,
  type UnknownField,
} from '@coupa-connector/endpoints'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'
import { printNote } from '../../terminal/print-note.ts'
import { chosenObject } from './chosen-object.ts'
import { openFlatFile } from './open-flat-file.ts'
import { openRecords, type RecordLines } from './open-records.ts'
import { writeOutput } from './write-output.ts'
import { type RecordText, writeParts } from './write-parts.ts'

/** Writes records as a flat file: looks through them for the columns that they need, then writes them. */
export async function runWrite(input: CommandInput, context: Context): Promise<number> {
  const object = chosenObject(input)
  const promptNames = promptNamesOf(input.list('custom-field'))
  const ignoresUnknown = input.flag('ignore-unknown')
  const headerOf = input.text('header-of')
  await using records = await openRecords(input.required('records'), context)
  const layout =
    headerOf === undefined
      ? await layoutFor(records, object, promptNames, ignoresUnknown)
      : await layoutOf(headerOf, object, context)
  const texts = textsOf(records, createFlatFileWriter(layout, { ignoresUnknown }), context)
  if (input.flag('split')) {
    const files = await writeParts(input, { header: headerText(layout), headerRows: layout.headers.length }, texts)
    await print(context.stdout, files.map((file) => `${file}\n`).join(''))
    return 0
  }
  let [rows, bytes] = [0, 0]
  await writeOutput(input, context, async (target) => {
    await target.write(headerText(layout))
    for await (const record of texts) {
      rows += record.rows
      bytes += Buffer.byteLength(record.text)
      await target.write(record.text)
    }
  })
  if (rows + layout.headers.length > largestFlatFile.rows || bytes > largestFlatFile.bytes) {
    await printNote(
      `The file has ${rows} rows. Coupa takes at most ${largestFlatFile.rows} rows and ${largestFlatFile.bytes} bytes in a file: use --split.`,
      context,
    )
  }
  return 0
}

function headerText(layout: FlatFileLayout): string {
  return createFlatFileWriter(layout).begin()
}

/** The rows of each record. */
async function* textsOf(records: RecordLines, writer: FlatFileWriter, context: Context): AsyncGenerator<RecordText> {
  for await (const { line, record } of records.read()) {
    context.signal.throwIfAborted()
    const before = writer.rows
    const text = inLine(line, () => writer.add(record))
    yield { line, text, rows: writer.rows - before }
  }
}

async function layoutFor(
  records: RecordLines,
  object: FlatFileObject,
  promptNames: Readonly<Record<string, string>>,
  ignoresUnknown: boolean,
): Promise<FlatFileLayout> {
  const collector = createLayoutCollector(object, promptNames)
  const lines: number[] = []
  let count = 0
  for await (const { line, record } of records.read()) {
    const known = collector.unknownFields.length
    inLine(line, () => collector.add(record))
    for (let place = known; place < collector.unknownFields.length; place++) lines.push(line)
    count += 1
  }
  if (count === 0) throw new UsageError('There are no records to write.')
  const [unknown] = collector.unknownFields
  if (unknown !== undefined && !ignoresUnknown) {
    throw unknownFields(unknown, lines[0] ?? 1, collector.unknownFields.length - 1, object)
  }
  return collector.layout()
}

async function layoutOf(file: string, object: FlatFileObject, context: Context): Promise<FlatFileLayout> {
  if (file === '-') throw new UsageError('--header-of cannot be standard input.', { suggestion: 'Name a file.' })
  const { layout, records } = await openFlatFile(file, object, context)
  // Its rows tell the words of their types, and end the reading.
  for await (const _ of records);
  return layout
}

function inLine<Result>(line: number, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof FlatFileValueError)) throw error
    throw new UsageError(`Line ${line}: ${error.message}`, {
      suggestion: 'Correct the record, or leave out fields without a column by --ignore-unknown.',
      cause: error,
    })
  }
}

function unknownFields(
  { field, rowType }: UnknownField,
  line: number,
  others: number,
  { name, rowTypes }: FlatFileObject,
): UsageError {
  const type = rowTypes.find((one) => one.name === rowType)
  const near = didYouMean(field, [...Object.values(type?.columns ?? {}), ...Object.values(type?.exported ?? {})])
  const more = others === 0 ? '' : `; ${others} more ${others === 1 ? 'field is' : 'fields are'} unknown, too`
  return new UsageError(
    `Line ${line}: Coupa's flat file of ${name} has no column for ${field}${rowType === name ? '' : ` of ${rowType}`}${more}.`,
    {
      suggestion: `${near === undefined ? '' : `${near} `}Custom fields belong under custom-fields; --ignore-unknown leaves out the others.`,
    },
  )
}

function promptNamesOf(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const place = text.indexOf('=')
      if (place > 0 && place < text.length - 1) return [text.slice(0, place), text.slice(place + 1)]
      throw new UsageError(`--custom-field cannot be "${text}".`, {
        suggestion: "Write the name and the prompt name: --custom-field erp-number='ERP Number'.",
      })
    }),
  )
}
