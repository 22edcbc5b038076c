import type { Batch, CommittedObject } from '../contract/batch.ts'
import type { Destination, PrepareOptions, ShapeChange } from '../contract/destination.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import { batchSuperseded } from '../contract/endpoint-error.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import type { Shape } from '../contract/shape.ts'
import { encodeBatch } from '../objects/encode-batch.ts'
import {
  committedObjects,
  findInManifest,
  type ManifestLine,
  manifestName,
  type UncommittedLine,
  uncommittedLines,
} from '../objects/manifest-line.ts'
import { createReceiver, linesOfRecords, recordFileLine, recordFileName } from '../objects/record-file.ts'
import { appendToManifest } from './append-to-manifest.ts'
import { checkServer } from './check-server.ts'
import { giveName } from './give-name.ts'
import { keepSession } from './keep-session.ts'
import { makeFolders, withoutLastSlash } from './make-folders.ts'
import { hasStatus, status } from './sftp-error.ts'
import type { SftpSession } from './sftp-session.ts'

/** What belongs to a batch that is not complete; the batch is the first group. */
const temporaryPattern = /^\.coupa-connector\.([A-Za-z0-9-]+)\.(?:prepared\.json|commit\.json|.+\.partial)$/
const generationName = 'generation.json'
const dayMs = 86_400_000

/**
 * The files of a batch are uploaded under temporary names, and the last of them is a file that says what the batch is. Renaming
 * that one is the commit: from then on each file is given its name, without ever replacing another file, and the manifest gets
 * its lines. Whoever finds that file later finishes the commit. Giving up a batch takes that name away, so that a process that
 * was believed dead cannot commit any more.
 */
export function createSftpDestination(settings: Readonly<Record<string, string>>, options: OpenOptions): Destination {
  const { delivery, clock } = options
  const folder = withoutLastSlash(settings.folder ?? '')
  const temporary = withoutLastSlash(settings.temporaryFolder ?? folder)
  const manifest = `${folder}/${manifestName}`
  const temporaryOf = (batchId: string, name: string): string => `${temporary}/.coupa-connector.${batchId}.${name}`
  const partialOf = (batchId: string, file: string): string => temporaryOf(batchId, `${file}.partial`)
  const preparedOf = (batchId: string): string => temporaryOf(batchId, 'prepared.json')
  const commitOf = (batchId: string): string => temporaryOf(batchId, 'commit.json')
  const written = new Set<string>()
  /** Lines of files that belong to records of a batch that is not yet written. */
  const recordFiles = new Map<string, readonly UncommittedLine[]>()
  let shape: Shape | undefined
  const { attempt, [Symbol.asyncDispose]: dispose } = keepSession(settings, options)

  async function prepare(
    sftp: SftpSession,
    wanted: Shape,
    { isDryRun = false }: PrepareOptions = {},
  ): Promise<readonly ShapeChange[]> {
    shape = wanted
    if (isDryRun) return []
    for (const path of new Set([folder, temporary])) await makeFolders(sftp, path)
    await sweep(sftp)
    return []
  }

  /** Removes what killed runs left more than a day ago. */
  async function sweep(sftp: SftpSession): Promise<void> {
    const entries = await sftp.list(temporary)
    const batchOf = (name: string): string => name.match(temporaryPattern)?.[1] ?? ''
    const committing = entries.filter(({ name, size }) => name.endsWith('.commit.json') && size > 0)
    const kept = new Set(['', ...committing.map(({ name }) => batchOf(name))])
    for (const { name, changedAtMs } of entries) {
      const isOld = clock.now() - changedAtMs > dayMs
      if (isOld && !kept.has(batchOf(name))) await sftp.remove(`${temporary}/${name}`)
    }
  }

  async function writeFile(sftp: SftpSession, batchId: string, file: OutgoingFile): Promise<void> {
    if (shape === undefined) throw new TypeError('prepare comes before writeFile')
    const { pieces, received } = createReceiver(file)
    await sftp.uploadPieces(partialOf(batchId, recordFileName(shape, batchId, file)), pieces)
    const line = recordFileLine(shape, batchId, file, received())
    const others = (recordFiles.get(batchId) ?? []).filter((other) => other.file !== line.file)
    recordFiles.set(batchId, [...others, line])
  }

  async function write(sftp: SftpSession, batch: Batch): Promise<void> {
    if (shape === undefined) throw new TypeError('prepare comes before write')
    const objects = await encodeBatch(batch, shape, delivery)
    for (const { name, bytes } of objects) await sftp.upload(partialOf(batch.id, name), bytes)
    const lines = uncommittedLines(objects, batch)
    const given = recordFiles.get(batch.id) ?? []
    const files = linesOfRecords(given, batch.records)
    for (const { file } of given)
      if (!files.some((one) => one.file === file)) await sftp.remove(partialOf(batch.id, file))
    await sftp.upload(preparedOf(batch.id), Buffer.from(JSON.stringify([...lines, ...files])))
    written.add(batch.id)
  }

  async function commit(sftp: SftpSession, batchId: string): Promise<readonly CommittedObject[]> {
    if (!written.has(batchId)) return await committedBefore(sftp, batchId)
    let isRepeated = false
    try {
      await sftp.rename(preparedOf(batchId), commitOf(batchId))
    } catch (error) {
      if (!sftp.isOpen) throw error
      // Renamed before the connection was lost, given up by another run, or refused.
      isRepeated = (await readIntent(sftp, batchId)) !== undefined
      const isPrepared = (await sftp.size(preparedOf(batchId))) !== undefined
      const isGivenUp = (await sftp.size(commitOf(batchId))) === 0
      if (!isRepeated && isPrepared && !isGivenUp) throw error
      if (!isRepeated) return await committedBefore(sftp, batchId)
    }
    const objects = await carryOut(sftp, batchId, isRepeated)
    written.delete(batchId)
    recordFiles.delete(batchId)
    return objects
  }

  async function committedBefore(sftp: SftpSession, batchId: string): Promise<readonly CommittedObject[]> {
    const found = await lookUp(sftp, batchId)
    if (found !== undefined) return found
    throw batchSuperseded(batchId)
  }

  /** Undefined if the batch is not being committed; an empty file says that it was given up. */
  async function readIntent(sftp: SftpSession, batchId: string): Promise<readonly UncommittedLine[] | undefined> {
    const bytes = await sftp.read(commitOf(batchId))
    return bytes === undefined || bytes.length === 0 ? undefined : JSON.parse(bytes.toString())
  }

  /** Does what an intent says, as far as it is not done. */
  async function carryOut(
    sftp: SftpSession,
    batchId: string,
    isRepeated: boolean,
  ): Promise<readonly CommittedObject[]> {
    const intended = await readIntent(sftp, batchId)
    if (intended === undefined) return await committedBefore(sftp, batchId)
    for (const line of intended) await giveName(sftp, partialOf(batchId, line.file), `${folder}/${line.file}`, line)
    const listed = isRepeated ? await readManifest(sftp, batchId) : []
    const committedAt = new Date(clock.now()).toISOString()
    const missing = intended.filter(({ file }) => !listed.some((line) => line.file === file))
    await appendToManifest(
      sftp,
      manifest,
      missing.map((line) => ({ ...line, committedAt })),
    )
    await sftp.remove(commitOf(batchId))
    return committedObjects(intended.map((line) => ({ ...line, committedAt })))
  }

  async function readManifest(sftp: SftpSession, batchId: string): Promise<readonly ManifestLine[]> {
    return findInManifest((await sftp.read(manifest))?.toString() ?? '', batchId)
  }

  async function lookUp(sftp: SftpSession, batchId: string): Promise<readonly CommittedObject[] | undefined> {
    if ((await readIntent(sftp, batchId)) !== undefined) return await carryOut(sftp, batchId, true)
    const lines = await readManifest(sftp, batchId)
    return lines.length === 0 ? undefined : committedObjects(lines)
  }

  async function discard(sftp: SftpSession, batchId: string): Promise<void> {
    written.delete(batchId)
    recordFiles.delete(batchId)
    try {
      await sftp.createNew(commitOf(batchId))
    } catch (error) {
      if (!sftp.isOpen) throw error
      const size = await sftp.size(commitOf(batchId))
      // Committed after all: its commit is finished by whoever looks for it.
      if (size !== undefined && size > 0) return
      if (size === undefined && !hasStatus(error, status.noSuchFile)) throw error
    }
    await sftp.remove(preparedOf(batchId))
    const prefix = `.coupa-connector.${batchId}.`
    for (const { name } of await sftp.list(temporary)) {
      if (name.startsWith(prefix) && name.endsWith('.partial')) await sftp.remove(`${temporary}/${name}`)
    }
  }

  async function switchGeneration(sftp: SftpSession, generation: string): Promise<void> {
    const content = `${JSON.stringify({ generation, switchedAt: new Date(clock.now()).toISOString() })}\n`
    const partial = `${temporary}/.coupa-connector.${generationName}.partial`
    await sftp.upload(partial, Buffer.from(content))
    await sftp.replace(partial, `${folder}/${generationName}`)
  }

  return {
    guarantee: 'exactly-once',
    canLookUp: true,
    check: () => checkServer({ ...settings, folder, temporaryFolder: temporary }, options),
    prepare: (wanted, how) => attempt('Preparing', (sftp) => prepare(sftp, wanted, how)),
    // What was taken of a file is gone when the connection is.
    writeFile: (batchId, file) => attempt('Writing to', (sftp) => writeFile(sftp, batchId, file), { canRepeat: false }),
    write: (batch) => attempt('Writing to', (sftp) => write(sftp, batch)),
    commit: (batchId) => attempt('Committing to', (sftp) => commit(sftp, batchId)),
    lookUp: (batchId) => attempt('Reading from', (sftp) => lookUp(sftp, batchId)),
    discard: (batchId) => attempt('Cleaning up', (sftp) => discard(sftp, batchId)),
    switchGeneration: (generation) => attempt('Writing to', (sftp) => switchGeneration(sftp, generation)),
    [Symbol.asyncDispose]: dispose,
  }
}
