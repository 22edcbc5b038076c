import type { Job, Operation } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { jobKeys } from '../../jobs/job-queries.ts'
import { runOperation } from '../../jobs/run-operation.ts'

export interface RunTarget {
  readonly account: string
  readonly connection: string
  readonly container: string
  readonly operation: Operation
}

/** A run of an operation: what is known about its job so far, its end, and how to cancel it. */
export interface OperationRun {
  start(target: RunTarget): void
  cancel(): void
  readonly isRunning: boolean
  readonly isCancelling: boolean
  readonly startedAtMs: number
  /** The job as it is known now, or as it ended. */
  readonly job: Job | undefined
  /** Why it could not be started or followed. */
  readonly error: unknown
}

/** Runs operations one at a time. A run that nobody waits for any longer, because the screen was left, is cancelled. */
export function useOperationRun(): OperationRun {
  const queryClient = useQueryClient()
  const [job, setJob] = useState<Job>()
  const [startedAtMs, setStartedAtMs] = useState(0)
  const [isCancelling, setCancelling] = useState(false)
  const controller = useRef<AbortController>(undefined)
  const run = useMutation({
    mutationFn: async (target: RunTarget) => {
      controller.current?.abort()
      const own = new AbortController()
      controller.current = own
      const show = (known: Job): void => {
        if (controller.current === own) setJob(known)
      }
      const finished = await runOperation({ ...target, signal: own.signal, onProgress: show })
      show(finished)
      return finished
    },
    onMutate: () => {
      setJob(undefined)
      setCancelling(false)
      setStartedAtMs(Date.now())
    },
    onSettled: async (_finished, _error, { account }) =>
      await queryClient.invalidateQueries({ queryKey: jobKeys.all(account) }),
  })
  useEffect(() => () => controller.current?.abort(), [])
  return {
    start: (target) => run.mutate(target),
    cancel: () => {
      setCancelling(true)
      controller.current?.abort()
    },
    isRunning: run.isPending,
    isCancelling: run.isPending && isCancelling,
    startedAtMs,
    job,
    error: run.error,
  }
}
