import type { TestReport } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import { type Context, Interrupted } from '../../command/context.ts'
import { programName } from '../../command/program-name.ts'
import { callOptions, connect, givenConnection } from '../../connections/connect.ts'
import { SecretUnreadableError } from '../../connections/seal.ts'
import { print, printJson } from '../../terminal/print.ts'
import { describeError, isBrokenPipe } from '../../terminal/report-error.ts'
import { exitCodeOfTest } from './exit-code-of-test.ts'
import { createStageLines, formatConclusion } from './format-test.ts'
import { parseProbes } from './parse-probes.ts'

/** What `--json` prints when the connector made no report, because the test did not start or broke off. */
type RefusedReport = Pick<
  TestReport,
  'outcome' | 'stage' | 'message' | 'remedy' | 'grantedScopes' | 'missingScopes' | 'stages'
> & { readonly problems?: unknown }

/** Runs the test, shows its stages as they arrive (or one JSON object at the end), and returns the exit code. */
export async function runTestCommand(input: CommandInput, context: Context): Promise<number> {
  const isJson = input.flag('json')
  const startedMs = context.clock.monotonicMs()
  try {
    const report = await runTest(input, context, isJson)
    if (isJson) await printJson(context.stdout, report)
    else await print(context.stdout, formatConclusion(report, context))
    return exitCodeOfTest(report.outcome)
  } catch (error) {
    // A reader that went away reads no report either.
    if (!isJson || !(error instanceof Error) || isBrokenPipe(error)) throw error
    const { text, exitCode } = await describeError(error)
    const reason: unknown = context.signal.reason
    const isInterrupted = context.signal.aborted && reason instanceof Interrupted
    const outcome = isInterrupted ? 'CANCELLED' : outcomeOf(error, exitCode)
    const { details, suggestion } = error as Error & { details?: { problems?: unknown }; suggestion?: string }
    const problems = details?.problems
    await printJson(context.stdout, {
      ...refusal(outcome, problems === undefined ? error.message : text, context.clock.monotonicMs() - startedMs),
      ...(suggestion === undefined ? {} : { remedy: suggestion }),
      ...(problems === undefined ? {} : { problems }),
    })
    return isInterrupted ? reason.exitCode : outcome === 'INTERNAL_ERROR' ? 1 : 2
  }
}

/** The one JSON object for a command line that cannot be understood. */
export async function printMisuse(message: string, { stdout }: Context): Promise<void> {
  const text = message.replace(/^error: /, '').replace(/\n\((Did you mean [^)]*)\)/, '. $1')
  const remedy = `Correct the command line: "${programName} test --help" shows what it takes.`
  await printJson(stdout, { ...refusal('SETTINGS_INVALID', text, 0), remedy })
}

async function runTest(input: CommandInput, context: Context, isJson: boolean): Promise<TestReport> {
  const given = await givenConnection(input, context)
  await using connection = await connect(given, context, await callOptions(input, context))
  const probes = await parseProbes(input.text('probe'))
  const format = input.text('encoding') === 'xml' ? 'xml' : 'json'
  const run = connection.test({ probes, format, signal: context.signal })
  if (!isJson) {
    const lines = createStageLines(context)
    for await (const event of run) await lines.show(event)
  }
  return await run.report
}

function outcomeOf(error: Error, exitCode: number): TestReport['outcome'] {
  if (error instanceof SecretUnreadableError) return 'SECRET_UNREADABLE'
  return exitCode === 2 ? 'SETTINGS_INVALID' : 'INTERNAL_ERROR'
}

function refusal(outcome: TestReport['outcome'], message: string, durationMs: number): RefusedReport {
  return {
    outcome,
    stage: 'settings',
    message,
    remedy: remedyOf(outcome),
    grantedScopes: [],
    missingScopes: [],
    stages: [{ name: 'settings', status: 'failed', durationMs: Math.round(durationMs) }],
  }
}

function remedyOf(outcome: TestReport['outcome']): string {
  switch (outcome) {
    case 'CANCELLED':
      return 'Run the test again when you want a result.'
    case 'INTERNAL_ERROR':
      return `Check the files of the program itself; "${programName} connections --help" says where they are.`
    default:
      return 'Correct the settings and test again.'
  }
}
