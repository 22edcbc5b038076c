import type { Clock } from '@coupa-connector/connector/plugins'
import { type CoupaInbox, EndpointError, openCoupaInbox, settingsForUse } from '@coupa-connector/endpoints'
import type { LoadDefinition } from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import { refusePrivate } from './open-destination.ts'

/** Opens Coupa's inbox for a load that writes flat files; undefined for any other. Throws `EndpointError`. */
export async function openInbox(
  { ends, publicAddressesOnly }: Pick<RunEnvelope, 'ends' | 'publicAddressesOnly'>,
  { destination: { flatFiles } }: LoadDefinition,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<CoupaInbox | undefined> {
  if (flatFiles === undefined) return undefined
  const end = ends[flatFiles.connection]
  if (end === undefined) {
    const message = `The deployment has no destination for the value "${flatFiles.connection}", which is Coupa's SFTP server.`
    throw new EndpointError('SETTING_INVALID', message, { remedy: 'Deploy the process again, and name one.' })
  }
  const { object, folder: inboxFolder } = flatFiles
  return await openCoupaInbox(settingsForUse(end.kind, 'inbox', end.settings), {
    ...{ object, inboxFolder, clock, signal },
    ...(publicAddressesOnly ? { checkAddress: refusePrivate } : {}),
  })
}
