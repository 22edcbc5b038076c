import type { Clock } from '@coupa-connector/connector/plugins'
import {
  EndpointError,
  type IntakeOptions,
  type LoadSource,
  settingsForUse,
  sourceType,
} from '@coupa-connector/endpoints'
import type { RunEnvelope } from '@coupa-connector/protocol'
import { refusePrivate } from './open-destination.ts'

/** Opens where the records of a load come from. Throws `EndpointError`, also for what a shared container must not do. */
export async function openSource(
  { destination: { kind, settings }, publicAddressesOnly }: Pick<RunEnvelope, 'destination' | 'publicAddressesOnly'>,
  { source }: { readonly source: IntakeOptions },
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<LoadSource> {
  const type = sourceType(kind)
  if (type === undefined) {
    throw new EndpointError('SETTING_INVALID', `This container cannot load from the kind ${kind}.`, {
      remedy: 'Update the container to the version of the hub.',
    })
  }
  if (publicAddressesOnly && type.isLocal) {
    throw new EndpointError('ADDRESS_FORBIDDEN', 'A shared container has no disk for your records.', {
      remedy: 'Run the process on a container of your own, or load from another kind of source.',
    })
  }
  return await type.open(settingsForUse(kind, 'load', settings), {
    intake: source,
    clock,
    signal,
    ...(publicAddressesOnly ? { checkAddress: refusePrivate } : {}),
  })
}
