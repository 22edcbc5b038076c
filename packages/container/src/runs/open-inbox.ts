import type { Clock } from '@coupa-connector/connector/plugins'
import { type CoupaInbox, coupaInboxSettings, EndpointError, openCoupaInbox } from '@coupa-connector/endpoints'
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
  // A destination has settings for deliveries, too.
  const names = new Set(coupaInboxSettings.map(({ name }) => name))
  const own = Object.fromEntries(Object.entries(end.settings).filter(([name]) => names.has(name)))
  const { object, folder: inboxFolder } = flatFiles
  return await openCoupaInbox(own, {
    ...{ object, inboxFolder, clock, signal },
    ...(publicAddressesOnly ? { checkAddress: refusePrivate } : {}),
  })
}
