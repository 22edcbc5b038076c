import { parentPort } from 'node:worker_threads'
import { editRecord, loadPayload } from '@coupa-connector/process'
import type { MappingAnswer, MappingCall } from './mapping-worker.ts'

// The program of a worker of its own: what a mapping takes up, it takes from nobody else. See `mapping-worker.ts`.
parentPort?.on('message', (call: MappingCall) => {
  void carryOut(call).then((answer) => parentPort?.postMessage(answer))
})
parentPort?.postMessage('ready')

async function carryOut({ name, definition, row, record }: MappingCall): Promise<MappingAnswer> {
  try {
    const value =
      name === 'show' ? await loadPayload(definition, row.fields, row) : await editRecord(definition, row, record)
    return { value }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
