import type { Job } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { jobKeys } from './job-queries.ts'
import { type JobToRun, runJob } from './run-job.ts'

/** A job that somebody waits for: what is known about it so far, its end, and how to cancel it. */
export interface JobRun {
  start(job: JobToRun): void
  cancel(): void
  readonly isRunning: boolean
  readonly isCancelling: boolean
  readonly startedAtMs: number
  /** The job as it is known now, or as it ended. */
  readonly job: Job | undefined
  /** Why it could not be started or followed. */
  readonly error: unknown
}

/** Runs jobs one at a time. A job that nobody waits for any longer, because the screen was left, is cancelled. */
export function useJobRun(): JobRun {
  const queryClient = useQueryClient()
  const [job, setJob] = useState<Job>()
  const [startedAtMs, setStartedAtMs] = useState(0)
  const [isCancelling, setCancelling] = useState(false)
  const controller = useRef<AbortController>(undefined)
  const run = useMutation({
    mutationFn: async (wanted: JobToRun) => {
      controller.current?.abort()
      const own = new AbortController()
      controller.current = own
      const show = (known: Job): void => {
        if (controller.current === own) setJob(known)
      }
      const finished = await runJob({ ...wanted, signal: own.signal, onProgress: show })
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
    start: (wanted) => run.mutate(wanted),
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
