import type { Run } from '@coupa-connector/protocol'
import type { Context } from '../../../command/context.ts'
import { print } from '../../../terminal/print.ts'
import { askPatiently } from '../../hub/ask-patiently.ts'
import type { OpenHub } from '../../hub-session/open-hub.ts'
import { createRunCounting } from './run-counting.ts'

/** How long one answer of the hub may wait for the end; in between, the counts are shown. */
const waitMs = 2000

/**
 * Waits for the end of a run and shows what it has done so far. A run goes on without anybody who waits: an interruption of this
 * program does not end it, and says so.
 */
export async function waitForRun(hub: OpenHub, id: string, context: Context): Promise<Run> {
  const { client, account } = hub
  const { signal } = context
  const params = { account: account.id, run: id }
  const counting = createRunCounting(context)
  try {
    for (;;) {
      const { body: run } = await askPatiently(
        () => client.call('run.get', { params, query: { waitMs }, signal }),
        context,
      )
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
