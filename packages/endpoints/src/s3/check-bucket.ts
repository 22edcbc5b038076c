import { randomUUID } from 'node:crypto'
import type { CheckReport, CheckStage } from '../contract/check.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import type { EndpointError } from '../contract/endpoint-error.ts'
import type { NewObject, ObjectStore } from './object-store.ts'
import type { Bucket } from './read-bucket.ts'
import { hasAnswer, s3Error } from './s3-error.ts'

/**
 * Connects, signs in, stores an object below the prefix, reads it, tries to replace it under the condition that it does not
 * exist, and removes it.
 */
export async function* checkBucket(
  bucket: Bucket,
  connected: () => Promise<ObjectStore>,
  { clock }: OpenOptions,
): AsyncGenerator<CheckReport> {
  const probe: NewObject = {
    key: `.coupa-connector-probe-${randomUUID()}`,
    bytes: Buffer.from('probe'),
    contentType: 'text/plain',
  }
  let startedAtMs = clock.monotonicMs()
  const reported = (stage: CheckStage, status: CheckReport['status'], details: Partial<EndpointError>): CheckReport => {
    const endedAtMs = clock.monotonicMs()
    const durationMs = Math.round(endedAtMs - startedAtMs)
    startedAtMs = endedAtMs
    const { message = '', code, remedy } = details
    return {
      stage,
      status,
      message,
      ...(code === undefined ? {} : { code }),
      ...(remedy === undefined ? {} : { remedy }),
      durationMs,
    }
  }
  const passed = (stage: CheckStage, message: string): CheckReport => reported(stage, 'passed', { message })
  const server = bucket.endpoint === undefined ? 'AWS S3' : bucket.endpoint.host
  const isEncrypted = bucket.endpoint?.protocol !== 'http:'

  let objects: ObjectStore
  try {
    objects = await connected()
    // The first request answers for four stages.
    for await (const _ of objects.keysBelow(probe.key)) break
  } catch (error) {
    const failure = s3Error(error, 'Listing', bucket)
    const stage = stageOf(failure)
    if (stage !== 'settings' && stage !== 'connect') yield passed('connect', `${server} answers.`)
    if (isEncrypted && (stage === 'sign-in' || stage === 'write'))
      yield passed('identify', `The certificate of ${server} is valid.`)
    if (stage === 'write') yield passed('sign-in', 'The server accepts the key.')
    yield reported(stage, 'failed', failure)
    return
  }
  yield passed('connect', `${server} answers.`)
  if (isEncrypted) yield passed('identify', `The certificate of ${server} is valid.`)
  yield passed('sign-in', 'The server accepts the key, and the bucket is there.')

  let isStored = false
  try {
    isStored = await objects.putNew(probe)
    yield passed('write', `An object can be stored in ${bucket.title}.`)
  } catch (error) {
    yield reported('write', 'failed', s3Error(error, 'Writing to', bucket))
    return
  }
  try {
    if ((await objects.read(probe.key)) !== 'probe') throw new TypeError('the object that was stored reads otherwise')
    await objects.learn(probe)
    yield objects.keepsExisting
      ? passed('commit', 'An object can be read again, and the server does not replace what exists.')
      : reported('commit', 'warning', {
          message:
            'An object can be read again, but the server replaces it although it is asked not to (If-None-Match).',
          remedy:
            'Do not run the process twice at the same time: a batch could be delivered twice. A newer version of the server may know the condition.',
        })
    yield await cleanUp()
  } catch (error) {
    yield reported('commit', 'failed', s3Error(error, 'Reading from', bucket))
  } finally {
    if (isStored) await objects.remove(probe.key).catch(() => {})
  }

  async function cleanUp(): Promise<CheckReport> {
    try {
      await objects.remove(probe.key)
      isStored = false
      return passed('clean-up', 'Objects can be removed.')
    } catch (error) {
      const { message, code } = s3Error(error, 'Cleaning up', bucket)
      if (!hasAnswer(error, 403)) return reported('clean-up', 'failed', { message, code })
      return reported('clean-up', 'warning', {
        message: `The key may not remove objects: ${probe.key} stays, and what killed runs leave stays, too.`,
        remedy: 'Nothing reads what no manifest names. Give the key s3:DeleteObject to have it removed.',
      })
    }
  }
}

/** The stage that a failed first request belongs to. */
function stageOf({ code, field }: EndpointError): CheckStage {
  switch (code) {
    case 'UNREACHABLE':
    case 'INTERRUPTED':
    case 'ADDRESS_FORBIDDEN':
      return 'connect'
    case 'IDENTITY_MISMATCH':
      return 'identify'
    case 'SIGN_IN_REFUSED':
      return 'sign-in'
    case 'SETTING_INVALID':
      return field === 'accessKeyId' ? 'settings' : 'sign-in'
    default:
      return field === 'endpoint' ? 'connect' : 'write'
  }
}
