import { randomUUID } from 'node:crypto'
import { posix } from 'node:path'
import type { CheckReport } from '../contract/check.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import { type CheckStep, runCheck } from '../contract/run-check.ts'
import { connectInStages } from '../sftp/connect-in-stages.ts'
import { keepSession } from '../sftp/keep-session.ts'
import { hasStatus, sftpError, status } from '../sftp/sftp-error.ts'
import type { FolderEntry, SftpSession } from '../sftp/sftp-session.ts'
import type { CoupaInbox, InboxPlace } from './coupa-inbox.ts'
import type { OpenInboxOptions } from './open-inbox-options.ts'

interface InboxFolders extends OpenInboxOptions {
  readonly inboxFolder: string
}

/**
 * A file is written outside of the inbox, since Coupa picks up what is there at any minute, as it is at that moment. It gets
 * its name in the inbox when all of it is on the server.
 */
export function createCoupaInbox(settings: Readonly<Record<string, string>>, options: InboxFolders): CoupaInbox {
  const { folder = '/', temporaryFolder = folder } = settings
  const { inboxFolder } = options
  const inbox = posix.join(folder, 'Incoming', inboxFolder)
  // Articles about Coupa disagree about which it is.
  const archives = [
    posix.join(folder, 'Archive', 'Incoming', inboxFolder),
    posix.join(folder, 'Incoming', 'Archive', inboxFolder),
  ]
  const { attempt, [Symbol.asyncDispose]: dispose } = keepSession(settings, options)
  const partialPrefix = (name: string): string => `.coupa-connector.${name}.`

  async function find(sftp: SftpSession, name: string): Promise<InboxPlace> {
    if ((await sftp.look(posix.join(inbox, name))) !== undefined) return 'inbox'
    let hasArchive = false
    for (const archive of archives) {
      const entries = await entriesOf(sftp, archive)
      if (entries === undefined) continue
      hasArchive = true
      // The name is used once only, so that it is found even where the archive adds something to it.
      if (entries.some((entry) => entry.name.includes(posix.parse(name).name))) return 'archive'
    }
    return hasArchive ? 'unseen' : 'unknown'
  }

  async function put(sftp: SftpSession, name: string, bytes: Uint8Array): Promise<void> {
    const partial = posix.join(temporaryFolder, `${partialPrefix(name)}${randomUUID().slice(0, 8)}.partial`)
    const target = posix.join(inbox, name)
    await findFolder(sftp, inbox)
    await sftp.upload(partial, bytes)
    // Some servers replace files that have the name already.
    if ((await sftp.look(target)) !== undefined) {
      await sftp.remove(partial)
      throw new EndpointError('REFUSED', `${target} exists already.`)
    }
    await sftp.rename(partial, target)
  }

  async function abandon(sftp: SftpSession, name: string): Promise<void> {
    for (const entry of await sftp.list(temporaryFolder)) {
      if (!entry.name.startsWith(partialPrefix(name)) || !entry.name.endsWith('.partial')) continue
      await sftp.remove(posix.join(temporaryFolder, entry.name))
    }
  }

  return {
    title: inbox,
    check: () => checkInbox({ settings, inbox, temporaryFolder }, options),
    find: (name) => attempt(`Looking for ${name} on`, (sftp) => find(sftp, name)),
    // A name that was given before the connection was lost must not be given again.
    put: (name, bytes) => attempt(`Writing ${name} to`, (sftp) => put(sftp, name, bytes), { canRepeat: false }),
    abandon: (name) => attempt('Cleaning up', (sftp) => abandon(sftp, name)),
    [Symbol.asyncDispose]: dispose,
  }
}

/** Coupa looks only into folders of its own: one that is missing is not created. */
async function findFolder(sftp: SftpSession, inbox: string): Promise<void> {
  const found = await sftp.look(inbox)
  if (found?.isFolder === true) return
  throw new EndpointError('NOT_FOUND', `Coupa's server has no folder ${inbox}.`, {
    field: 'folder',
    remedy:
      'Correct the setting folder, which has Incoming in it, or name the folder below Incoming with destination.flatFiles.folder.',
  })
}

/** Undefined for a folder that is not there, or that the user may not read. */
async function entriesOf(sftp: SftpSession, folder: string): Promise<readonly FolderEntry[] | undefined> {
  try {
    return await sftp.list(folder)
  } catch (error) {
    const isMissing = hasStatus(error, status.noSuchFile) || hasStatus(error, status.permissionDenied)
    if (isMissing && sftp.isOpen) return undefined
    throw error
  }
}

/** Connects, identifies, signs in, reads the inbox, and writes and removes a file beside it. Nothing is put into the inbox. */
async function* checkInbox(
  {
    settings,
    inbox,
    temporaryFolder,
  }: {
    readonly settings: Readonly<Record<string, string>>
    readonly inbox: string
    readonly temporaryFolder: string
  },
  options: InboxFolders,
): AsyncGenerator<CheckReport> {
  const session = yield* connectInStages(settings, options)
  if (session === undefined) return
  const probe = posix.join(temporaryFolder, `.coupa-connector.probe-${randomUUID()}`)
  const steps: readonly CheckStep[] = [
    ['read', `The inbox ${inbox} is there.`, () => findFolder(session, inbox)],
    ['write', `A file can be written to ${temporaryFolder}.`, () => session.upload(probe, Buffer.from('probe'))],
    ['clean-up', 'Files can be removed.', () => session.remove(probe)],
  ]
  try {
    yield* runCheck(steps, options.clock, (error, stage) =>
      sftpError(error, `The stage ${stage} in ${stage === 'read' ? inbox : temporaryFolder}`),
    )
  } finally {
    if (session.isOpen) await session.remove(probe).catch(() => {})
    session.close()
  }
}
