import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Batch, CommittedObject } from '../contract/batch.ts'
import type { Destination, PrepareOptions, ShapeChange } from '../contract/destination.ts'
import type { DestinationType, OpenOptions, SettingDeclaration } from '../contract/destination-type.ts'
import { batchSuperseded, EndpointError } from '../contract/endpoint-error.ts'
import { explainFailures } from '../contract/explain-failures.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import type { Shape } from '../contract/shape.ts'
import { encodeBatch } from '../objects/encode-batch.ts'
import {
  committedObjects,
  encodeManifest,
  findInManifest,
  type ManifestLine,
  manifestName,
  type UncommittedLine,
  uncommittedLines,
} from '../objects/manifest-line.ts'
import { readSettings } from '../objects/read-settings.ts'
import { createReceiver, linesOfRecords, recordFileLine, recordFileName } from '../objects/record-file.ts'
import { checkFolder } from './check-folder.ts'
import { appendLines, linkNew, replaceDurably, syncFolder, writeDurably } from './durable.ts'
import { fileError, hasCode } from './file-error.ts'
import { makeFolder } from './make-folder.ts'
import { withFileLock } from './with-file-lock.ts'

const settings: readonly SettingDeclaration[] = [
  {
    name: 'folder',
    title: 'Folder',
    description: 'the folder that files are delivered to; it is created if it is missing',
    isRequired: true,
    isSecret: false,
  },
]

/** Files in a folder of the machine that runs the process. */
export const filesDestination: DestinationType = {
  kind: 'files',
  title: 'Files in a folder',
  guarantee: 'exactly-once',
  formats: ['ndjson', 'csv', 'parquet', 'flat-file'],
  shapes: ['nested', 'flat', 'tables'],
  settings,
  isLocal: true,
  open: async (given, options) => createFilesDestination(readSettings(given, settings, 'files').folder ?? '', options),
}

/** Where a batch lies until it is committed, inside the folder so that it can be given its names without being copied. */
const stagingName = '.coupa-connector'
/** Held while lines are added to the manifest. */
const lockName = '.coupa-connector.lock'
/** The intent to commit: from the moment it exists the batch is committed, and what is missing is made up for. */
const intentName = 'commit.json'
/** The generation that a consumer of full refreshes should read. */
const generationName = 'generation.json'
const dayMs = 86_400_000

/**
 * A batch is written into a hidden folder of its own. Its commit stores the intent as one file, gives each object its final
 * name without ever replacing another file, adds the lines to the manifest, and removes the hidden folder. Whoever finds an
 * intent later finishes it. A process that was believed dead finds its hidden folder gone and cannot commit any more.
 */
function createFilesDestination(given: string, { delivery, clock }: OpenOptions): Destination {
  const folder = resolve(given)
  const staging = join(folder, stagingName)
  const manifest = join(folder, manifestName)
  const stagingOf = (batchId: string): string => join(staging, batchId)
  const intentOf = (batchId: string): string => join(staging, batchId, intentName)
  /** Lines of batches that were written and not yet committed. */
  const written = new Map<string, readonly UncommittedLine[]>()
  /** Lines of files that belong to records of a batch that is not yet written. */
  const recordFiles = new Map<string, readonly UncommittedLine[]>()
  let shape: Shape | undefined

  async function prepare(wanted: Shape, { isDryRun = false }: PrepareOptions = {}): Promise<readonly ShapeChange[]> {
    shape = wanted
    if (isDryRun) return []
    await makeFolder(staging, 0o750)
    await sweep()
    return []
  }

  /** Removes what killed runs left more than a day ago. */
  async function sweep(): Promise<void> {
    for (const name of await readdir(staging)) {
      const { mtimeMs } = await stat(join(staging, name))
      const isOld = clock.now() - mtimeMs > dayMs
      if (isOld && !(await exists(intentOf(name)))) await rm(join(staging, name), { recursive: true, force: true })
    }
  }

  async function writeFile(batchId: string, file: OutgoingFile): Promise<void> {
    if (shape === undefined) throw new TypeError('prepare comes before writeFile')
    const { pieces, received } = createReceiver(file)
    const own = stagingOf(batchId)
    await makeFolder(own, 0o750)
    await writeDurably(join(own, recordFileName(shape, batchId, file)), pieces)
    const line = recordFileLine(shape, batchId, file, received())
    const others = (recordFiles.get(batchId) ?? []).filter((other) => other.file !== line.file)
    recordFiles.set(batchId, [...others, line])
  }

  async function write(batch: Batch): Promise<void> {
    if (shape === undefined) throw new TypeError('prepare comes before write')
    const objects = await encodeBatch(batch, shape, delivery)
    const own = stagingOf(batch.id)
    await makeFolder(own, 0o750)
    for (const { name, bytes } of objects) await writeDurably(join(own, name), bytes)
    await syncFolder(own)
    const lines = uncommittedLines(objects, batch)
    written.set(batch.id, [...lines, ...linesOfRecords(recordFiles.get(batch.id) ?? [], batch.records)])
    recordFiles.delete(batch.id)
  }

  async function commit(batchId: string): Promise<readonly CommittedObject[]> {
    const lines = written.get(batchId)
    if (lines === undefined) return await committedBefore(batchId)
    const committedAt = new Date(clock.now()).toISOString()
    const intended = lines.map((line) => ({ ...line, committedAt }))
    try {
      await replaceDurably(intentOf(batchId), JSON.stringify(intended))
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return await committedBefore(batchId)
      throw error
    }
    const objects = await carryOut(batchId, intended)
    written.delete(batchId)
    return objects
  }

  async function committedBefore(batchId: string): Promise<readonly CommittedObject[]> {
    const found = await lookUp(batchId)
    if (found !== undefined) return found
    throw batchSuperseded(batchId)
  }

  /** Does what an intent says, as far as it is not done. */
  async function carryOut(batchId: string, lines: readonly ManifestLine[]): Promise<readonly CommittedObject[]> {
    for (const { file } of lines) await giveName(batchId, file)
    await syncFolder(folder)
    await withFileLock(join(folder, lockName), clock, async () => {
      // Another run may have finished the commit meanwhile; then the intent is gone.
      if (!(await exists(intentOf(batchId)))) return
      const isNew = await appendLines(manifest, encodeManifest(lines))
      if (isNew) await syncFolder(folder)
    })
    await rm(stagingOf(batchId), { recursive: true, force: true })
    return committedObjects(lines)
  }

  /** Finishes the commit that another run began. */
  async function finish(batchId: string): Promise<readonly CommittedObject[]> {
    const lines: readonly ManifestLine[] = JSON.parse(await readFile(intentOf(batchId), 'utf8'))
    const listed = await readManifest(batchId)
    if (listed.length !== lines.length) return await carryOut(batchId, lines)
    // The objects had their names before their lines; the manifest may be new.
    await syncFolder(folder)
    await rm(stagingOf(batchId), { recursive: true, force: true })
    return committedObjects(lines)
  }

  async function giveName(batchId: string, file: string): Promise<void> {
    const from = join(stagingOf(batchId), file)
    const to = join(folder, file)
    try {
      if (await linkNew(from, to)) return
    } catch (error) {
      if (hasCode(error, 'ENOENT') && (await exists(to))) return
      throw error
    }
    const [own, other] = await Promise.all([stat(from), stat(to)])
    if (own.ino === other.ino) return
    throw new EndpointError('REFUSED', `${to} exists already and is another file.`, {
      field: 'folder',
      remedy: 'Move that file away, or change the name pattern of the destination.',
    })
  }

  async function readManifest(batchId: string): Promise<readonly ManifestLine[]> {
    try {
      return findInManifest(await readFile(manifest, 'utf8'), batchId)
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return []
      throw error
    }
  }

  async function lookUp(batchId: string): Promise<readonly CommittedObject[] | undefined> {
    if (await exists(intentOf(batchId))) return await finish(batchId)
    const lines = await readManifest(batchId)
    return lines.length === 0 ? undefined : committedObjects(lines)
  }

  const explained = explainFailures((error, action) => fileError(error, `${action} ${folder}`))

  return {
    guarantee: 'exactly-once',
    canLookUp: true,
    check: () => checkFolder(folder, clock),
    prepare: explained('Preparing', prepare),
    writeFile: explained('Writing to', writeFile),
    write: explained('Writing to', write),
    commit: explained('Committing to', commit),
    lookUp: explained('Reading', lookUp),
    discard: explained('Cleaning up', async (batchId) => {
      written.delete(batchId)
      recordFiles.delete(batchId)
      await rm(stagingOf(batchId), { recursive: true, force: true })
    }),
    switchGeneration: explained('Writing to', async (generation) => {
      const switchedAt = new Date(clock.now()).toISOString()
      await replaceDurably(join(folder, generationName), `${JSON.stringify({ generation, switchedAt })}\n`)
    }),
    [Symbol.asyncDispose]: async () => {},
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false
    throw error
  }
}
