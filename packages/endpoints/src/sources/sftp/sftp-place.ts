import { posix } from 'node:path'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { keepSession } from '../../sftp/keep-session.ts'
import { makeFolders } from '../../sftp/make-folders.ts'
import type { FolderEntry, SftpSession } from '../../sftp/sftp-session.ts'
import type { FileLook, FilePlace } from '../file-place.ts'
import { toBytes } from '../to-bytes.ts'

/** A folder of an SFTP server. */
export function createSftpPlace(
  folder: string,
  settings: Readonly<Record<string, string>>,
  options: OpenSourceOptions,
): FilePlace {
  const server = `${settings.host}:${settings.port}`
  const { attempt, pieces, [Symbol.asyncDispose]: dispose } = keepSession(settings, options)
  const at = (path: string): string => posix.join(folder, path)
  /** Hidden, so that nobody takes it for an input. */
  const partialOf = (path: string): string => {
    return posix.join(posix.dirname(path), `.coupa-connector.${posix.basename(path)}.partial`)
  }

  async function write(path: string, content: AsyncIterable<string>): Promise<void> {
    const action = `Writing ${path} on`
    const once = { canRepeat: false }
    // The content can be taken only once, so that a connection that was lost while records were loaded is noticed before.
    await attempt(action, (sftp) => sftp.look(path))
    await attempt(action, (sftp) => sftp.uploadPieces(partialOf(path), toBytes(content)), once)
    await attempt(action, (sftp) => sftp.replace(partialOf(path), path), once)
  }

  async function move(sftp: SftpSession, from: string, to: string): Promise<void> {
    await makeFolders(sftp, posix.dirname(at(to)))
    // Moved before the connection was lost.
    if ((await sftp.look(at(from))) !== undefined) await sftp.rename(at(from), at(to))
  }

  async function copy(sftp: SftpSession, from: string, to: string): Promise<void> {
    const isNeeded = (await sftp.look(at(from))) !== undefined && (await sftp.look(at(to))) === undefined
    if (!isNeeded) return
    await makeFolders(sftp, posix.dirname(at(to)))
    await sftp.uploadPieces(partialOf(at(to)), sftp.readPieces(at(from)))
    await sftp.rename(partialOf(at(to)), at(to))
  }

  return {
    title: (path) => `${at(path)} on ${server}`,
    list: async () => {
      const entries = await attempt(`Reading ${folder} on`, (sftp) => sftp.list(folder))
      return new Map(entries.filter(({ isFolder }) => !isFolder).map((entry) => [entry.name, lookOf(entry)]))
    },
    look: async (path) => {
      const found = await attempt(`Reading ${at(path)} on`, (sftp) => sftp.look(at(path)))
      return found === undefined || found.isFolder ? undefined : lookOf(found)
    },
    stream: (path) => pieces(`Reading ${at(path)} on`, (sftp) => sftp.readPieces(at(path))),
    slice: (path, start, end) => {
      return attempt(`Reading ${at(path)} on`, (sftp) => sftp.readRange(at(path), start, end))
    },
    replace: async (path, content) => {
      await write(at(path), content)
      return at(path)
    },
    rewrite: write,
    copy: (from, to) => attempt(`Writing ${at(to)} on`, (sftp) => copy(sftp, from, to)),
    move: (from, to) => attempt(`Moving ${at(from)} on`, (sftp) => move(sftp, from, to)),
    removeIfSame: (path, { version }) =>
      attempt(`Deleting ${at(path)} on`, async (sftp) => {
        const found = await sftp.look(at(path))
        if (found !== undefined && lookOf(found).version === version) await sftp.remove(at(path))
      }),
    [Symbol.asyncDispose]: dispose,
  }
}

function lookOf({ size, changedAtMs }: Omit<FolderEntry, 'name'>): FileLook {
  return { sizeBytes: size, changedAtMs, version: `${size} ${changedAtMs}` }
}
