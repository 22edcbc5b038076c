import { randomUUID } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Creates a folder that only its owner may enter, whatever the umask says. A folder of root that others may pass through, as
 * `makePassableFolder` leaves it, stays as it is.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (created === undefined && process.platform === 'win32') return
  // mkdir subtracts the umask from the mode, and a folder of ours that somebody opened is closed again. A folder that is right
  // is left alone: another program of the installation may be making it passable at this moment.
  const { mode } = await stat(folder)
  const right = 0o700 | (process.getuid?.() === 0 ? mode & passingBits : 0)
  if ((mode & 0o777) !== right) await chmod(folder, right)
}

/**
 * Creates a folder whose content only its owner can list, but which others may pass through to what is theirs inside. The
 * database of an installation that root started runs as another user.
 */
export async function makePassableFolder(folder: string): Promise<void> {
  await makePrivateFolder(folder)
  await chmod(folder, 0o700 | passingBits)
}

const passingBits = 0o011

/**
 * Replaces a file in one step with content that only its owner may read. A reader sees the old content or the new, and a power
 * cut leaves one of them.
 */
export async function writePrivateFile(file: string, content: string): Promise<void> {
  await makePrivateFolder(dirname(file))
  await replaceFile(file, content, 0o600)
}

/** Replaces a file of the user in one step. Its mode follows the umask. */
export async function writeFileInOneStep(file: string, content: string): Promise<void> {
  await replaceFile(file, content, undefined)
}

async function replaceFile(file: string, content: string, mode: number | undefined): Promise<void> {
  const aside = `${file}.${randomUUID()}.tmp`
  try {
    const handle = await open(aside, 'wx', mode)
    try {
      if (mode !== undefined) await handle.chmod(mode)
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(aside, file)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** The content of a file, or undefined when there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Makes a rename durable. Some file systems cannot do this for a folder; the rename itself still holds there. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EISDIR' && code !== 'EINVAL' && code !== 'EPERM' && code !== 'ENOTSUP') throw error
  }
}
