import type { TestReport } from '@coupa-connector/connector'
import { stageWords } from '@coupa-connector/protocol/stage-words'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import type { MessageOutput } from './message-output.ts'
import { runConfigured } from './run-configured.ts'

/** Tests the connection; the message of a failure says what is wrong and what to change. */
export async function runCheck(input: CommandInput, context: Context): Promise<number> {
  return await runConfigured(input, context, {
    run: async ({ connection }, output) => {
      const run = connection.test({ signal: context.signal })
      for await (const event of run) {
        if (event.type !== 'stage-finished' || event.stage.status === 'skipped') continue
        const { name, status, durationMs } = event.stage
        const words = stageWords(name, status === 'failed' ? 'failed' : 'ended')
        await output.log('INFO', `${words} (${Math.round(durationMs)} ms)`)
      }
      const report = await run.report
      for (const { message } of report.warnings) await output.log('WARN', message)
      return await tell(isPassed(report), messageOf(report), output)
    },
    fail: async ({ message }, output) => await tell(false, message, output),
  })
}

async function tell(isGood: boolean, message: string | undefined, output: MessageOutput): Promise<number> {
  const connectionStatus = {
    status: isGood ? 'SUCCEEDED' : 'FAILED',
    ...(message === undefined ? {} : { message: output.redact(message) }),
  } as const
  await output.send({ type: 'CONNECTION_STATUS', connectionStatus })
  return 0
}

function isPassed({ outcome }: TestReport): boolean {
  return outcome === 'OK' || outcome === 'OK_DEPRECATED_AUTH'
}

/** Nothing is said of what is as it should be. */
function messageOf(report: TestReport): string | undefined {
  const { outcome, message, remedy, missingScopes } = report
  if (outcome === 'OK') return undefined
  const scopes = missingScopes.length === 0 ? '' : `Missing scopes: ${missingScopes.join(' ')}.`
  return [message, remedy === '-' ? '' : remedy, scopes].filter((part) => part !== '').join(' ')
}
