import { EndpointError } from '../contract/endpoint-error.ts'
import type { SftpSession } from './sftp-session.ts'

/** Gives a complete file its final name; does nothing if it has it. Never takes the place of another file. */
export async function giveName(
  session: SftpSession,
  from: string,
  to: string,
  { sha256 }: { readonly sha256: string },
): Promise<void> {
  // Some servers replace files that have the name already, so that they are asked first.
  const isTaken = (await session.size(to)) !== undefined
  if (!isTaken) {
    try {
      await session.rename(from, to)
      return
    } catch (error) {
      if (!session.isOpen || (await session.size(to)) === undefined) throw error
    }
  }
  // The name was given before the connection was lost, or by another run that finishes the same batch.
  if ((await session.sha256(to)) === sha256) {
    await session.remove(from)
    return
  }
  throw new EndpointError('REFUSED', `${to} exists already and is another file.`, {
    field: 'folder',
    remedy: 'Move that file away, or change the name pattern of the destination.',
  })
}
