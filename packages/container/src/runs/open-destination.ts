import { isPublicAddress } from '@coupa-connector/connector/internals'
import type { Clock } from '@coupa-connector/connector/plugins'
import {
  type DeliveryOptions,
  type Destination,
  destinationType,
  EndpointError,
  endTypesOf,
  settingsForUse,
} from '@coupa-connector/endpoints'
import type { RunEnvelope } from '@coupa-connector/protocol'

/** What opening an end needs to know of a run. */
export type RunEnds = Pick<RunEnvelope, 'destination' | 'publicAddressesOnly' | 'settings'>

/** Opens the other end of a run. Throws `EndpointError`, also for what a shared container must not do. */
export async function openDestination(
  { destination: { kind, settings }, publicAddressesOnly, settings: connection }: RunEnds,
  {
    destination: delivery,
    source,
  }: { readonly destination: DeliveryOptions; readonly source: { readonly resource: string } },
  clock: Clock,
  signal?: AbortSignal,
): Promise<Destination> {
  const type = destinationType(kind)
  if (type === undefined) {
    throw new EndpointError('SETTING_INVALID', `This container knows no destination of the kind ${kind}.`, {
      remedy: 'Update the container to the version of the hub.',
    })
  }
  if (publicAddressesOnly && type.isLocal) {
    throw new EndpointError('ADDRESS_FORBIDDEN', 'A shared container has no disk for your records.', {
      remedy: 'Run the process on a container of your own, or deliver to another kind of destination.',
    })
  }
  return await type.open(settingsForUse(kind, 'deliver', settings), {
    delivery,
    clock,
    signal,
    sourceUrl: URL.parse(connection.url ?? '')?.origin,
    eventType: `com.coupa.${source.resource}`,
    ...(publicAddressesOnly ? { checkAddress: refusePrivate } : {}),
  })
}

/** What tells a destination from another one of its kind: its settings without secrets. */
export function targetIdentity({ destination: { kind, settings } }: RunEnvelope): string {
  const secrets = secretNames(kind)
  const open = Object.entries(settings).filter(([name]) => !secrets.includes(name))
  return JSON.stringify([kind, ...open.sort(([one], [other]) => (one < other ? -1 : 1))])
}

/** The values of the secrets of some ends, for striking them out of what is reported. */
export function secretsOfEnds(ends: readonly RunEnvelope['destination'][]): string[] {
  return ends.flatMap(({ kind, settings }) => secretNames(kind).flatMap((name) => settings[name] ?? []))
}

function secretNames(kind: string): readonly string[] {
  const settings = endTypesOf(kind).flatMap((type) => type.settings)
  return [...new Set(settings.filter(({ isSecret }) => isSecret).map(({ name }) => name))]
}

/** Refuses an address that a shared container must not reach. Throws `EndpointError`. */
export function refusePrivate(host: string, address: string): void {
  if (isPublicAddress(address)) return
  throw new EndpointError('ADDRESS_FORBIDDEN', `${host} is at an address that a shared container must not reach.`, {
    remedy: 'Run the process on a container of your own network, or use a public address.',
  })
}
