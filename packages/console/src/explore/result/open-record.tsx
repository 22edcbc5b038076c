import type { ApiRecord } from './columns.ts'
import { RecordDrawer } from './record-drawer.tsx'
import { useOperationRun } from './use-operation-run.ts'

export interface RecordSource {
  readonly account: string
  readonly connection: string
  readonly container: string
  /** With its parents filled in: `suppliers/7/addresses`. */
  readonly resource: string
}

/** The drawer with one record, and the operation that reads the rest of it. Created anew for every record. */
export function OpenRecord({
  title,
  record,
  isComplete,
  source,
  onClose,
}: {
  readonly title: string
  readonly record: ApiRecord
  readonly isComplete: boolean
  readonly source: RecordSource
  readonly onClose: () => void
}): React.JSX.Element {
  const run = useOperationRun()
  const { resource, ...target } = source
  const { id } = record
  const whole = run.job?.state === 'finished' ? run.job.result?.records?.[0] : undefined
  const failure =
    run.job?.state === 'finished' && !whole
      ? new Error(run.job.result?.message ?? 'The record could not be read.')
      : null
  const readAll = (): void => {
    if (typeof id !== 'number' && typeof id !== 'string') return
    run.start({ ...target, operation: { action: 'get', resource, id, wire: 'json' } })
  }
  return (
    <RecordDrawer
      title={title}
      record={whole ?? record}
      isComplete={isComplete || whole !== undefined}
      onReadAll={id === undefined || id === null ? undefined : readAll}
      isReading={run.isRunning}
      error={run.error ?? failure}
      onClose={onClose}
    />
  )
}
