import { randomBytes } from 'node:crypto'
import { type CoupaInbox, EndpointError, type FlatFileObject, findFlatFileObject } from '@coupa-connector/endpoints'
import type { LoadDefinition, LoadMapper } from '@coupa-connector/process'
import { checkLoadOrganization } from '../coupa/check-load-organization.ts'
import type { LoadContext } from '../load-context.ts'
import type { PendingRow } from '../state/load-state.ts'
import { checkLimits, createSettler } from '../steps/load-rows.ts'
import { planRows } from '../steps/plan-rows.ts'
import type { PassSettler } from '../steps/second-pass.ts'
import { writeRow } from '../steps/write-row.ts'
import { buildFile, type FileRecord, rowsOf } from './build-file.ts'
import { findLoadedFiles, readFileResult } from './file-results.ts'
import { isWithCoupa, placeFile } from './place-file.ts'
import { type FiledRow, settleFile } from './settle-file.ts'

/** Records that are read and planned at once. */
const rowsAtOnce = 500
/** Intents that are kept in one call. */
const intentsAtOnce = 1000
/** Rows, at about, that are in hand before a file is written of them. */
const rowsInHand = 5000
/** The first look is soon, and the others come at growing distances: Coupa picks up files every 3 to 6 minutes (F-467). */
const firstLookMs = 2000
const longestBetweenLooksMs = 30_000

/** A flat file on its way. Its records are kept by the state, from the first to the last. */
interface SentFile {
  readonly name: string
  readonly sentAtMs: number
  readonly first: number
  readonly last: number
  readonly records: number
}

interface FileLoad extends LoadContext {
  readonly input: number
  readonly depth: number
  readonly mapper: LoadMapper
  readonly settle: PassSettler
  readonly inbox: CoupaInbox
  readonly object: FlatFileObject
  readonly nextName: () => string
  readonly waitMinutes: number
}

/**
 * Gives each record of an input that waits its outcome by way of Coupa's flat files; answers whether all have one. Parents go
 * before those below them, and what is below waits until Coupa has processed them.
 *
 * The name of a file and the records in it are kept before it is uploaded. So a run that was killed knows what it may have
 * uploaded, and asks for that before it uploads anything again.
 */
export async function loadByFiles(
  input: number,
  mapper: LoadMapper,
  flatFiles: NonNullable<LoadDefinition['destination']['flatFiles']>,
  context: LoadContext,
): Promise<boolean> {
  const { inbox, state, definition } = context
  if (inbox === undefined) throw new TypeError('a load that writes flat files needs an inbox')
  const object = objectOf(flatFiles.object)
  const settle = createSettler(input, context)
  const nextName = createNamer(object, context)
  const depths = await state.pendingDepths(input)
  if (depths.length > 0 && definition.destination.resource !== '') await checkLoadOrganization(context)
  for (const depth of depths) {
    const { waitMinutes } = flatFiles
    const load: FileLoad = { ...context, input, depth, mapper, settle, inbox, object, nextName, waitMinutes }
    try {
      const sent = [...(await sendAgain(load)), ...(await sendNew(load))]
      const areAllDone = await takeResults(sent, load)
      if (!areAllDone) return false
    } finally {
      await settle.flush()
    }
  }
  await settle.end()
  return (await state.pendingDepths(input)).length === 0
}

function objectOf(name: string): FlatFileObject {
  const object = findFlatFileObject(name)
  if (object !== undefined) return object
  throw new EndpointError('SETTING_INVALID', `Coupa has no flat files of the object "${name}".`, { field: 'object' })
}

/** Names rise in the order of the files, since Coupa loads them in it, and none is ever used twice. */
function createNamer({ folder }: FlatFileObject, { clock }: LoadContext): () => string {
  const stamp = new Date(clock.now())
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
    .replace('T', '_')
  const tail = randomBytes(4).toString('hex')
  const words = folder.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
  let count = 0
  return () => {
    count += 1
    return `${words}_${stamp}_${tail}_${String(count).padStart(4, '0')}.csv`
  }
}

/** Deals with files that an earlier run may have uploaded: what Coupa does not have is written again, under the same name. */
async function sendAgain(load: FileLoad): Promise<readonly SentFile[]> {
  const files = new Map<string, SentFile>()
  for await (const row of pendingRows(load, 0)) {
    const { file, sentAtMs = 0 } = row.intent ?? {}
    if (file === undefined) continue
    const known = files.get(file.name)
    const first = known?.first ?? row.row
    files.set(file.name, { name: file.name, sentAtMs, first, last: row.row, records: (known?.records ?? 0) + 1 })
  }
  const sent = [...files.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1))
  const { inbox, mapper } = load
  for (const file of sent) {
    await inbox.abandon(file.name)
    if (await isWithCoupa(file, inbox, load)) continue
    const records: FileRecord[] = []
    for (const { row, fields, intent } of await rowsOfFile(file, load)) {
      const record = await mapper.map(fields)
      if ('faults' in record) throw new TypeError(`row ${row} is in a file and has faults`)
      records.push({ row, record, kind: intent.kind, changed: intent.changed })
    }
    const { rest } = await writeFile(records, file.name, load)
    if (rest.length > 0) throw new TypeError(`${file.name} has become larger`)
  }
  return sent
}

/** Writes files of the records that are in none. */
async function sendNew(load: FileLoad): Promise<readonly SentFile[]> {
  const { mapper, settle, nextName } = load
  const sent: SentFile[] = []
  let queue: readonly FileRecord[] = []
  let rows = 0
  const write = async (): Promise<void> => {
    const name = nextName()
    const { file, rest } = await writeFile(queue, name, load)
    if (file !== undefined) sent.push(file)
    queue = rest
    rows = rest.reduce((sum, { record }) => sum + rowsOf(record.record), 0)
  }
  for (let after = 0; ; ) {
    load.signal?.throwIfAborted()
    const page = await load.state.pendingRows(load.input, { depth: load.depth, after, limit: rowsAtOnce })
    const fresh = page.filter(({ intent }) => intent?.file === undefined).slice(0, Math.max(0, load.remaining()))
    load.take(fresh.length)
    const added: FileRecord[] = []
    for (const planned of await planRows(fresh, mapper, load)) {
      const { row, plan } = planned
      if (plan.kind === 'create') added.push({ row: row.row, record: plan.record, kind: 'create' })
      else if (plan.kind === 'update') {
        added.push({ row: row.row, record: plan.record, kind: 'update', changed: plan.changed })
      } else {
        const { settlement, isGeneral } = await writeRow(planned, load)
        await settle.add(settlement, isGeneral)
      }
    }
    await settle.flush()
    checkLimits(load)
    queue = [...queue, ...added]
    rows += added.reduce((sum, { record }) => sum + rowsOf(record.record), 0)
    while (rows >= rowsInHand) await write()
    const last = page.at(-1)
    if (last === undefined) break
    after = last.row
  }
  while (queue.length > 0) await write()
  return sent
}

/** Writes one file of as many records as it can have, and uploads it; answers with the records that are left. */
async function writeFile(
  records: readonly FileRecord[],
  name: string,
  load: FileLoad,
): Promise<{ readonly file: SentFile | undefined; readonly rest: readonly FileRecord[] }> {
  const { state, input, settle, definition, object, clock, inbox, onStep } = load
  const { bytes, placed, refused, rest } = buildFile(records, { object, destination: definition.destination })
  for (const { row, detail } of refused) await settle.add({ row, outcome: 'failed', detail }, false)
  await settle.flush()
  checkLimits(load)
  if (placed.length === 0) return { file: undefined, rest }
  const sentAtMs = clock.now()
  for (let from = 0; from < placed.length; from += intentsAtOnce) {
    const some = placed.slice(from, from + intentsAtOnce)
    await state.intend(
      input,
      some.map(({ row, kind, changed, position }) => ({ row, kind, changed, sentAtMs, file: { name, ...position } })),
    )
  }
  await onStep?.('file-intended')
  const numbers = placed.map(({ row }) => row)
  const file = { name, sentAtMs, first: Math.min(...numbers), last: Math.max(...numbers), records: placed.length }
  await placeFile(file, bytes, inbox, load)
  await onStep?.('file-placed')
  return { file, rest }
}

/** Asks until Coupa has processed the files, and keeps the outcomes of each at once. False where the time is over. */
async function takeResults(sent: readonly SentFile[], load: FileLoad): Promise<boolean> {
  const { clock, signal, mapper, settle, waitingFiles, waitMinutes, onStep } = load
  const open = new Map(sent.map((file) => [file.name, file]))
  // A run that has waited in vain for one file only looks for the others.
  const untilMs = clock.now() + (waitingFiles.size > 0 ? 0 : waitMinutes * 60_000)
  for (let betweenMs = firstLookMs; open.size > 0; betweenMs = Math.min(2 * betweenMs, longestBetweenLooksMs)) {
    const loads = await findLoadedFiles([...open.keys()], load)
    for (const [name, file] of open) {
      const found = loads.get(name)
      if (found?.isFinished !== true) continue
      const result = await readFileResult(name, found.id, load)
      for await (const settlement of settleFile(await rowsOfFile(file, load), result, mapper, load)) {
        await settle.add(settlement, false)
      }
      await settle.flush()
      waitingFiles.delete(name)
      await onStep?.('file-processed')
      checkLimits(load)
      open.delete(name)
    }
    if (open.size === 0) return true
    if (clock.now() >= untilMs) {
      for (const { name, records } of open.values()) waitingFiles.set(name, records)
      return false
    }
    checkLimits(load)
    await clock.sleep(betweenMs, signal)
  }
  return true
}

async function rowsOfFile({ name, first, last }: SentFile, load: FileLoad): Promise<readonly FiledRow[]> {
  const rows: FiledRow[] = []
  for await (const row of pendingRows(load, first - 1)) {
    if (row.row > last) break
    const { intent } = row
    if (intent?.file?.name === name) rows.push({ ...row, intent: { ...intent, file: intent.file } })
  }
  return rows
}

async function* pendingRows({ state, input, depth }: FileLoad, from: number): AsyncGenerator<PendingRow> {
  for (let after = from; ; ) {
    const page = await state.pendingRows(input, { depth, after, limit: rowsAtOnce })
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last.row
  }
}
