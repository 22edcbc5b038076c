import {
  type EditedRecord,
  editRecord,
  type LoadDefinition,
  type LoadPayload,
  loadPayload,
  type RecordFault,
  type RecordToEdit,
} from '@coupa-connector/process'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { type MappingCall, MappingTooLarge, type MappingWorker, startMappingWorker } from './mapping-worker.ts'

/** A record of a load of an account. */
export interface RecordOfLoad {
  readonly account: string
  readonly definition: LoadDefinition
  readonly row: RecordToEdit
}

/** Applies mappings of loads to single records. Both throw `NOT_READY` and `TOO_MANY_REQUESTS`. */
export interface RecordMapping {
  show(record: RecordOfLoad): Promise<LoadPayload>
  edit(
    record: RecordOfLoad,
    corrected: MappingCall['record'],
  ): Promise<EditedRecord | { readonly faults: readonly RecordFault[] }>
}

/** Records of an account that may wait at a time. */
const mostOfAccount = 4

/**
 * Expressions of a mapping are programs that people of one account write, and the hub is everybody's: they are evaluated beside
 * it, one record at a time, within limits. Mappings without expressions are applied at once.
 */
export function createRecordMapping({ stopping }: Pick<HubContext, 'stopping'>): RecordMapping {
  let worker: Promise<MappingWorker> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const waiting = new Map<string, number>()
  const stop = (): void => void worker?.then(({ end }) => end()).catch(() => undefined)
  stopping.addEventListener('abort', stop, { once: true })

  async function ask(account: string, call: MappingCall): Promise<unknown> {
    const before = waiting.get(account) ?? 0
    if (before >= mostOfAccount) throw tooMany()
    waiting.set(account, before + 1)
    const answer = last.then(() => askWorker(call))
    last = answer.catch(() => undefined)
    try {
      return await answer
    } finally {
      const left = (waiting.get(account) ?? 1) - 1
      if (left === 0) waiting.delete(account)
      else waiting.set(account, left)
    }
  }

  async function askWorker(call: MappingCall): Promise<unknown> {
    stopping.throwIfAborted()
    worker ??= startMappingWorker()
    try {
      const started = await worker
      return await started.ask(call)
    } catch (error) {
      worker = undefined
      throw error instanceof MappingTooLarge ? tooLarge(error) : error
    }
  }

  return {
    show: async ({ account, definition, row }) => {
      if (!hasExpressions(definition)) return await loadPayload(definition, row.fields, row)
      return (await ask(account, { name: 'show', definition, row, record: {} })) as LoadPayload
    },
    edit: async ({ account, definition, row }, record) => {
      if (!hasExpressions(definition)) return await editRecord(definition, row, record)
      return (await ask(account, { name: 'edit', definition, row, record })) as EditedRecord
    },
  }
}

function hasExpressions({ mapping }: LoadDefinition): boolean {
  return Object.values(mapping.columns).some((rule) => typeof rule === 'object' && rule.expr !== undefined)
}

function tooLarge(cause: MappingTooLarge): HubProblem {
  const detail = 'The expressions of the mapping take too much time or memory for this record.'
  const suggestion = 'Make the expressions of the process simpler, and deploy that version.'
  return new HubProblem('NOT_READY', { detail, suggestion }, { cause })
}

function tooMany(): HubProblem {
  return new HubProblem('TOO_MANY_REQUESTS', {
    detail: `${mostOfAccount} records of the account are being mapped already.`,
    suggestion: 'Wait until they are done.',
    retryAfterSeconds: 2,
  })
}
