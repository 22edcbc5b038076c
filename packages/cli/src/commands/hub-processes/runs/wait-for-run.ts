import { ProblemError, type Run } from '@coupa-connector/protocol'
import type { Context } from '../../../command/context.ts'
import { print } from '../../../terminal/print.ts'
import { HubUnreachableError, type OpenHub } from '../../hub/open-hub.ts'
import { createRunCounting } from './run-counting.ts'

/** How long one answer of the hub may wait for the end; in between, the counts are shown. */
const waitMs = 2000
/** How long a hub may be away, for example to be started again, before that is told as an error. */
const patienceMs = 300_000

/**
 * Waits for the end of a run and shows what it has done so far. A run goes on without anybody who waits: an interruption of this
 * program does not end it, and says so.
 */
export async function waitForRun(hub: OpenHub, id: string, context: Context): Promise<Run> {
  const { signal } = context
  const counting = createRunCounting(context)
  try {
    for (;;) {
      const run = await askPatiently(hub, id, context)
      if (run.state === 'ended' || run.state === 'skipped') return run
      counting.show(run)
    }
  } catch (error) {
    counting.stop()
    if (signal.aborted) {
      const commands = `"coupa-connector processes follow ${id}" waits for it, "coupa-connector processes cancel ${id}" ends it`
      await print(context.stderr, `The run continues on the hub: ${commands}.\n`)
    }
    throw error
  } finally {
    counting.stop()
  }
}

async function askPatiently({ client, account }: OpenHub, id: string, { signal, clock }: Context): Promise<Run> {
  const untilMs = clock.monotonicMs() + patienceMs
  for (;;) {
    try {
      const params = { account: account.id, run: id }
      return (await client.call('run.get', { params, query: { waitMs }, signal })).body
    } catch (error) {
      if (signal.aborted || !isPassing(error) || clock.monotonicMs() > untilMs) throw error
      const askedMs = error instanceof ProblemError ? (error.retryAfterMs ?? 0) : 0
      await clock.sleep(Math.max(waitMs, askedMs), signal)
    }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof ProblemError) return [429, 502, 503, 504].includes(error.status)
  return error instanceof HubUnreachableError
}
