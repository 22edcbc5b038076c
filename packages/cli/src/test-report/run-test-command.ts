import type { TestReport } from '@coupa-connector/connector'
import type { CommandInput } from '../command-input.ts'
import { connect, givenConnection } from '../connect.ts'
import type { Context } from '../context.ts'
import { describeError } from '../report-error.ts'
import { SecretUnreadableError } from '../state/seal.ts'
import { createLog } from '../terminal/log.ts'
import { print, printJson } from '../terminal/print.ts'
import { UsageError } from '../usage-error.ts'
import { createStageLines, formatConclusion } from './format-test.ts'

/** What `--json` prints when there is no report of the connector, because the settings could not be used at all. */
type RefusedReport = Pick<
  TestReport,
  'outcome' | 'stage' | 'message' | 'remedy' | 'grantedScopes' | 'missingScopes' | 'stages'
> & { readonly problems?: unknown }

/** Runs the test, shows its stages as they come (or one JSON object at the end), and gives the exit code. */
export async function runTestCommand(input: CommandInput, context: Context): Promise<number> {
  const isJson = input.flag('json')
  const startedMs = context.clock.monotonicMs()
  try {
    const report = await runTest(input, context, isJson)
    if (isJson) await printJson(context.stdout, report)
    else await print(context.stdout, formatConclusion(report, context))
    return exitCodeOf(report)
  } catch (error) {
    const refused = await refusedReport(error, context.clock.monotonicMs() - startedMs)
    if (!refused || !isJson) throw error
    await printJson(context.stdout, refused)
    return 2
  }
}

async function runTest(input: CommandInput, context: Context, isJson: boolean): Promise<TestReport> {
  const given = await givenConnection(input, context)
  const log = await createLog(input.text('log-level'), context)
  await using connection = await connect(given, context, log)
  const probes = parseProbes(input.text('probe'))
  const wire = input.text('wire') === 'xml' ? 'xml' : 'json'
  const run = connection.test({ probes, wire, signal: context.signal })
  if (!isJson) {
    const lines = createStageLines(context)
    for await (const event of run) await lines.show(event)
  }
  return await run.report
}

function parseProbes(text: string | undefined): readonly string[] {
  if (text === undefined) return []
  const probes = text.split(/[,\s]+/).filter((name) => name !== '')
  if (probes.length > 0) return probes
  throw new UsageError('--probe names no resource.', { suggestion: 'For example: --probe invoices,suppliers' })
}

function exitCodeOf({ outcome }: TestReport): number {
  switch (outcome) {
    case 'OK':
    case 'OK_DEPRECATED_AUTH':
      return 0
    case 'SETTINGS_INVALID':
    case 'SECRET_UNREADABLE':
      return 2
    case 'CANCELLED':
      return 130
    default:
      return 1
  }
}

async function refusedReport(error: unknown, durationMs: number): Promise<RefusedReport | undefined> {
  const { text, exitCode } = await describeError(error)
  const isUnreadable = error instanceof SecretUnreadableError
  if (!(error instanceof Error) || (exitCode !== 2 && !isUnreadable)) return undefined
  const { problems, suggestion } = error as Error & { problems?: unknown; suggestion?: string }
  return {
    outcome: isUnreadable ? 'SECRET_UNREADABLE' : 'SETTINGS_INVALID',
    stage: 'settings',
    message: problems === undefined ? error.message : text,
    remedy: suggestion ?? 'Correct the settings and test again.',
    grantedScopes: [],
    missingScopes: [],
    stages: [{ name: 'settings', status: 'failed', durationMs: Math.round(durationMs) }],
    ...(problems === undefined ? {} : { problems }),
  }
}
