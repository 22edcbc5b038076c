import type { SftpSession } from './sftp-session.ts'

/** Creates a folder and those above it, as far as they are missing. */
export async function makeFolders(session: SftpSession, path: string): Promise<void> {
  if ((await session.size(path)) !== undefined) return
  const end = path.lastIndexOf('/')
  if (end > 0) await makeFolders(session, path.slice(0, end))
  try {
    await session.makeFolder(path)
  } catch (error) {
    // Another run may have been faster.
    if ((await session.size(path)) === undefined) throw error
  }
}

/** The root stays what it is. */
export function withoutLastSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path
}
