import type { RecordFailure } from '../../state/run-record.ts'

/** As much of the records of one batch is kept with their failures. */
const mostBytes = 4_194_304

/** Leaves out the records of failures beyond what one batch may keep of them. */
export function boundPayloads(failures: readonly RecordFailure[]): readonly RecordFailure[] {
  let bytes = 0
  return failures.map((failure) => {
    const { payload, ...rest } = failure
    if (payload === undefined) return rest
    bytes += Buffer.byteLength(JSON.stringify(payload))
    return bytes > mostBytes ? rest : failure
  })
}
