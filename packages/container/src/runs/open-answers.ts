import type { Clock } from '@coupa-connector/connector/plugins'
import { EndpointError, settingsForUse, sourceType } from '@coupa-connector/endpoints'
import type { Definition } from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import type { AnswersPlace } from '@coupa-connector/runner'
import { refusePrivate } from './open-destination.ts'

/**
 * Opens the place where the consumer puts its answers; undefined if the process has none. Throws `EndpointError`, also for what a
 * shared container must not do.
 */
export async function openAnswers(
  { ends, publicAddressesOnly }: Pick<RunEnvelope, 'ends' | 'publicAddressesOnly'>,
  { acknowledge: { answers } }: Definition,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<AnswersPlace | undefined> {
  if (answers === undefined) return undefined
  const place = ends[answers.connection]
  if (place === undefined) {
    throw new EndpointError(
      'SETTING_INVALID',
      'The process takes answers from a place, and the deployment names none.',
      {
        remedy: 'Deploy it again, with a destination for the answers.',
      },
    )
  }
  const { kind, settings } = place
  const type = sourceType(kind)
  if (type === undefined) {
    throw new EndpointError('SETTING_INVALID', `This container cannot take answers from the kind ${kind}.`, {
      remedy: 'Update the container to the version of the hub.',
    })
  }
  if (publicAddressesOnly && type.isLocal) {
    throw new EndpointError('ADDRESS_FORBIDDEN', 'A shared container has no disk for answers.', {
      remedy: 'Run the process on a container of your own, or take answers from another kind of place.',
    })
  }
  const own = settingsForUse(kind, 'load', settings)
  const source = await type.open(own, {
    intake: answers,
    clock,
    signal,
    ...(publicAddressesOnly ? { checkAddress: refusePrivate } : {}),
  })
  return { source, stays: kind === 'postgresql' || own.file !== undefined }
}
