import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { LoadDefinition, RecordToEdit } from '@coupa-connector/process'

/** What is asked of a worker: the parameters of `loadPayload`, and of `editRecord`. */
export interface MappingCall {
  readonly name: 'show' | 'edit'
  readonly definition: LoadDefinition
  readonly row: RecordToEdit
  /** The corrected one. */
  readonly record: Readonly<Record<string, unknown>>
}

export type MappingAnswer = { readonly value: unknown } | { readonly error: string }

/** Carries out one call after the other. */
export interface MappingWorker {
  /** Throws `MappingTooLarge`, after which the worker is gone. */
  ask(call: MappingCall): Promise<unknown>
  end(): void
}

/** A record took more than a mapping may. */
export class MappingTooLarge extends Error {}

const longestMs = 2_000
const longestStartMs = 30_000
const heapMebibytes = 192

const isSource = import.meta.url.endsWith('.ts')

/** Starts a worker; it keeps no program running. */
export async function startMappingWorker(): Promise<MappingWorker> {
  const worker = new Worker(new URL(`map-in-worker${extname(import.meta.url)}`, import.meta.url), {
    ...(isSource ? { execArgv: ['--conditions=source'] } : {}),
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  })
  worker.unref()
  await once(worker, 'message', { signal: AbortSignal.timeout(longestStartMs) })
  return {
    ask: async (call) => {
      worker.postMessage(call)
      const answer = await answerOf(worker)
      if ('value' in answer) return answer.value
      throw new Error(answer.error)
    },
    end: () => void worker.terminate(),
  }
}

async function answerOf(worker: Worker): Promise<MappingAnswer> {
  const expired = AbortSignal.timeout(longestMs)
  try {
    const [answer] = (await once(worker, 'message', { signal: expired })) as [MappingAnswer]
    return answer
  } catch (error) {
    // Out of time, or out of memory.
    void worker.terminate()
    throw new MappingTooLarge(`The mapping took more than ${longestMs} ms or ${heapMebibytes} MiB`, { cause: error })
  }
}
