import type { CheckReport } from '@coupa-connector/endpoints'
import type { ProcessState } from '@coupa-connector/runner'

/** One stage of a check of both ends. */
export type Stage = Omit<CheckReport, 'stage' | 'code'> & {
  readonly stage: string
  readonly code?: string | undefined
}

/** Ends the run of a check with what each stage came to. */
export async function endCheck(
  state: Pick<ProcessState, 'endRun'>,
  stages: readonly Stage[],
  times: { readonly startedAt: string; readonly endedAt: string },
): Promise<void> {
  const failed = stages.find(({ status }) => status === 'failed')
  const outcome = failed === undefined ? 'succeeded' : 'failed'
  const receipt = {
    outcome,
    stages,
    ...(failed === undefined ? {} : { code: failed.code, reason: failed.message, remedy: failed.remedy }),
    ...times,
  }
  await state.endRun('', { outcome, receipt, watermarks: {}, canContinue: false })
}
