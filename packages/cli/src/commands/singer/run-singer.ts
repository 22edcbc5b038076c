import { createRedactor } from '@coupa-connector/connector/internals'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { carryOut, isLeaving } from '../../streams/carry-out.ts'
import { describeFailure } from '../../streams/failure.ts'
import { openReader, type Reader, secretsIn } from '../../streams/open-reader.ts'
import { ownFieldsOf } from '../../streams/own-fields.ts'
import { readJsonFile, readRequiredJson } from '../../streams/read-json-file.ts'
import { parseReaderSettings } from '../../streams/reader-settings.ts'
import { createLog } from '../../terminal/log.ts'
import { print, printJson } from '../../terminal/print.ts'
import { toCatalog } from './catalog.ts'
import { createEnvelope } from './envelope.ts'
import { selectStreams } from './select-streams.ts'
import { parseBookmarks } from './state.ts'

/** Prints the catalog, or reads what a catalog selects. */
export async function runSinger(input: CommandInput, context: Context): Promise<number> {
  let redact = createRedactor([])
  const say = (message: string): Promise<void> => print(context.stderr, `${redact(message)}\n`)
  try {
    const configuration = await readRequiredJson(input, 'config')
    redact = createRedactor(secretsIn(configuration))
    const log = await createLog(input.text('log-level') ?? 'warn', context, { format: 'text' })
    await using reader = await openReader(parseReaderSettings(configuration), context, log)
    return input.flag('discover') ? await discover(reader, context, say) : await sync(input, reader, context, say)
  } catch (error) {
    if (isLeaving(error, context)) throw error
    const { message, exitCode } = await describeFailure(error)
    await say(`error: ${message}`)
    return exitCode
  }
}

type Say = (message: string) => Promise<void>

async function discover(reader: Reader, context: Context, say: Say): Promise<number> {
  const own = await ownFieldsOf(reader, context, say)
  await printJson(context.stdout, toCatalog(reader, own), { indent: 2 })
  return 0
}

async function sync(input: CommandInput, reader: Reader, context: Context, say: Say): Promise<number> {
  const catalog = await readRequiredJson(input, 'catalog')
  const file = input.text('state')
  const bookmarks = parseBookmarks(file === undefined ? {} : await readJsonFile('--state', file))
  const selected = selectStreams(catalog, bookmarks, reader)
  if (selected.length === 0) await say('The catalog selects no stream: set "selected" to true in the metadata of one.')
  const schemas = new Map(selected.map(({ stream, schema }) => [stream, schema]))
  return await carryOut(selected, reader, createEnvelope(schemas, bookmarks, context, say), context)
}
