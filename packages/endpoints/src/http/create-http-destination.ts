import { createHash } from 'node:crypto'
import type { Agent } from 'undici'
import type { CommittedObject } from '../contract/batch.ts'
import type { CheckReport } from '../contract/check.ts'
import type { Destination } from '../contract/destination.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import { EndpointError, type RefusedRecord } from '../contract/endpoint-error.ts'
import type { Shape } from '../contract/shape.ts'
import { createAgent } from './create-agent.ts'
import { encodeRequests, type OutgoingRequest } from './encode-requests.ts'
import { type Receiver, readReceiver } from './receiver.ts'
import { deliver, refusal, send, transportError } from './send-request.ts'

/** Requests that were accepted before a batch failed are not sent again by the same run. */
interface PendingBatch {
  readonly requests: readonly OutgoingRequest[]
  accepted: number
}

/** So many records in a row that a receiver refuses are not a matter of single records. */
const mostRefusedInARow = 25

/** A batch is one request or several, which go out when it is committed. Nobody can be asked what became of them. */
export function createHttpDestination(settings: Readonly<Record<string, string>>, options: OpenOptions): Destination {
  const receiver = readReceiver(settings)
  const pending = new Map<string, PendingBatch>()
  let dispatcher: Agent | undefined
  /** Requests of a batch that was refused for others of its records: they are not sent again with the rest of it. */
  const acceptedBefore = new Set<string>()
  let shape: Shape | undefined

  async function connected(): Promise<Agent> {
    dispatcher ??= await createAgent(receiver, options)
    return dispatcher
  }

  async function commit(batchId: string): Promise<readonly CommittedObject[]> {
    const batch = pending.get(batchId)
    if (batch === undefined) {
      throw new EndpointError('BATCH_SUPERSEDED', `The batch ${batchId} was given up and cannot be sent any more.`)
    }
    const agent = await connected()
    const refused = await sendAll(batch, agent)
    if (refused.length > 0) {
      const [first] = refused
      const which = refused.length === 1 ? `the record ${first?.id}` : `${refused.length} records, first ${first?.id}`
      throw new EndpointError('VALUE_REFUSED', `${receiver.name} refused ${which}.`, { records: refused })
    }
    acceptedBefore.clear()
    const hash = createHash('sha256')
    for (const { body } of batch.requests) hash.update(body)
    const records = batch.requests.reduce((sum, request) => sum + request.records, 0)
    return [{ object: receiver.name, records, sha256: hash.digest('hex') }]
  }

  /** Sends what was not accepted before. Answers with the records that were refused; goes on past them. */
  async function sendAll(batch: PendingBatch, agent: Agent): Promise<readonly RefusedRecord[]> {
    const refused: RefusedRecord[] = []
    let refusedInARow = 0
    for (const request of batch.requests.slice(batch.accepted)) {
      const refusal = acceptedBefore.has(request.id) ? undefined : await refusalOf(request, agent)
      if (refusal === undefined) {
        acceptedBefore.add(request.id)
        refusedInARow = 0
        if (refused.length === 0) batch.accepted += 1
        continue
      }
      refused.push(...(refusal.records ?? []))
      refusedInARow += 1
      if (refusedInARow < mostRefusedInARow) continue
      throw new EndpointError('REFUSED', refusal.message, { remedy: 'Look at the log of the receiver.' })
    }
    return refused
  }

  /** Sends a request. Answers with the refusal of single records; throws what concerns all of them. */
  async function refusalOf(request: OutgoingRequest, agent: Agent): Promise<EndpointError | undefined> {
    try {
      await deliver(request, receiver, agent, options)
      return undefined
    } catch (error) {
      if (error instanceof EndpointError && error.code === 'VALUE_REFUSED') return error
      throw error
    }
  }

  return {
    guarantee: 'at-least-once-with-key',
    canLookUp: false,
    check: () => checkReceiver(receiver, connected, options),
    prepare: async (wanted) => {
      shape = wanted
      return []
    },
    write: async (batch) => {
      if (shape === undefined) throw new TypeError('prepare comes before write')
      // A batch that is complete is kept until the next one, for a commit that is repeated.
      for (const [id, { requests, accepted }] of pending) if (accepted === requests.length) pending.delete(id)
      pending.set(batch.id, { requests: encodeRequests(batch, shape, options), accepted: 0 })
    },
    commit,
    lookUp: async () => undefined,
    discard: async (batchId) => {
      pending.delete(batchId)
    },
    switchGeneration: async (generation) => {
      const body = JSON.stringify({ generation, isComplete: true })
      const request = { id: `generation_${generation}`, contentType: 'application/json', body, records: 0 }
      await deliver(request, receiver, await connected(), options)
    },
    [Symbol.asyncDispose]: async () => {
      await dispatcher?.destroy()
    },
  }
}

/** A check sends no records: it asks for the head of the URL, which receivers may refuse. */
async function* checkReceiver(
  receiver: Receiver,
  connected: () => Promise<Agent>,
  options: OpenOptions,
): AsyncGenerator<CheckReport> {
  const { clock } = options
  const startedAtMs = clock.monotonicMs()
  const durationMs = (): number => Math.round(clock.monotonicMs() - startedAtMs)
  try {
    const answer = await send('HEAD', undefined, receiver, await connected(), options)
    yield { stage: 'connect', status: 'passed', message: `${receiver.name} answers.`, durationMs: durationMs() }
    if ([401, 403, 404, 410].includes(answer.status) || (answer.status >= 300 && answer.status < 400)) {
      const { code, message, remedy } = refusal(answer, receiver)
      const stage = answer.status === 401 || answer.status === 403 ? 'sign-in' : 'write'
      yield { stage, status: 'warning', code, message, remedy, durationMs: durationMs() }
      return
    }
    const message = 'No record was sent: the first run shows whether the receiver accepts them.'
    yield { stage: 'write', status: 'passed', message, durationMs: durationMs() }
  } catch (error) {
    const { code, message, remedy } = transportError(error, receiver)
    const stage = code === 'IDENTITY_MISMATCH' ? 'identify' : 'connect'
    yield { stage, status: 'failed', code, message, remedy, durationMs: durationMs() }
  }
}
