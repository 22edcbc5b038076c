import { randomUUID } from 'node:crypto'
import { type CheckReport, EndpointError, type ShapeChange } from '@coupa-connector/endpoints'
import { createMapper, type Definition } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { statusMark } from '../../terminal/status-mark.ts'
import { createStyle } from '../../terminal/style.ts'
import { readDefinition } from '../process-files/read-definition.ts'
import { readTarget, type TargetSettings } from '../process-files/value-settings.ts'

/** One stage. Beside those of the other end: `shape`, whether the records fit into what is there. */
interface CheckedStage extends Omit<CheckReport, 'stage'> {
  readonly name: CheckReport['stage'] | 'shape'
}

/** What each stage is, in its order. */
const titles: Readonly<Record<CheckedStage['name'], string>> = {
  settings: 'Settings',
  connect: 'Reach it',
  identify: 'Identify it',
  'sign-in': 'Sign in',
  write: 'Write',
  commit: 'Commit',
  'clean-up': 'Clean up',
  shape: 'Fit the records',
}

/** Tests the other end, shows its stages as they come (or one JSON object at the end), and gives the exit code. */
export async function checkTarget(input: CommandInput, context: Context): Promise<number> {
  const definition = await readDefinition(input.required('file'))
  const target = await readTarget(definition, input, context)
  const isJson = input.flag('json')
  const stages: CheckedStage[] = []
  for await (const stage of stagesOf(definition, target, context)) {
    stages.push(stage)
    if (!isJson) await print(context.stdout, stageLine(stage, context))
  }
  const failed = stages.find(({ status }) => status === 'failed')
  const { kind, title, guarantee } = target.type
  const outcome = failed === undefined ? 'OK' : (failed.code ?? 'REFUSED')
  const message = failed?.message ?? successText(definition, guarantee, stages)
  const report = { process: definition.process, kind, title, guarantee, outcome, stage: failed?.name, message }
  if (isJson) await printJson(context.stdout, { ...report, remedy: failed?.remedy, stages })
  else await print(context.stdout, conclusion(outcome, message, failed?.remedy, context))
  if (failed === undefined) return 0
  return failed.name === 'settings' ? 2 : 1
}

async function* stagesOf(
  definition: Definition,
  { type, settings }: TargetSettings,
  { clock, signal }: Context,
): AsyncGenerator<CheckedStage> {
  let name: CheckedStage['name'] = 'settings'
  let startedAtMs = clock.monotonicMs()
  const passed = (message: string): CheckedStage => {
    return { name, status: 'passed', message, durationMs: Math.round(clock.monotonicMs() - startedAtMs) }
  }
  try {
    await using destination = await type.open(settings, { clock, signal, delivery: definition.destination })
    yield passed('They are complete.')
    for await (const { stage, ...report } of destination.check()) {
      yield { name: stage, ...report }
      if (report.status === 'failed') return
    }
    name = 'shape'
    startedAtMs = clock.monotonicMs()
    const { shape } = createMapper(definition, { hashKey: randomUUID() })
    yield passed(changesText(await destination.prepare(shape, { isDryRun: true })))
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error
    const { code, message, remedy } = error
    yield { ...passed(message), status: 'failed', code, remedy }
  }
}

function successText({ process }: Definition, guarantee: string, stages: readonly CheckedStage[]): string {
  const isDoubtful = stages.some(({ status }) => status === 'warning')
  const verdict = isDoubtful ? 'can reach this destination; heed the warnings' : 'can deliver to this destination'
  return `${process} ${verdict}. Guarantee: ${guarantee}.`
}

/** Changes that are named; the others are counted. */
const namedChanges = 5

function changesText(changes: readonly ShapeChange[]): string {
  if (changes.length === 0) return 'Records fit as it is.'
  const named = changes.slice(0, namedChanges).map(({ description }) => description)
  const others = changes.length > namedChanges ? [`${changes.length - namedChanges} more`] : []
  return `The first run makes room: ${[...named, ...others].join(', ')}.`
}

function stageLine({ name, status, message, remedy, durationMs }: CheckedStage, context: Context): string {
  const style = createStyle(context, 'stdout')
  // The end says what failed.
  const remark = status === 'failed' ? '' : style('dim', `  ${printable(message)}`)
  const advice = status === 'warning' && remedy !== undefined ? `  What to do: ${printable(remedy)}\n` : ''
  return `${statusMark(status, style)} ${titles[name].padEnd(16)} ${`${durationMs} ms`.padStart(8)}${remark}\n${advice}`
}

function conclusion(outcome: string, message: string, remedy: string | undefined, context: Context): string {
  const style = createStyle(context, 'stdout')
  const isPassed = outcome === 'OK'
  const colour = isPassed ? 'green' : 'red'
  const head = `${statusMark(isPassed ? 'passed' : 'failed', style)} ${style([colour, 'bold'], outcome)}`
  const advice = remedy === undefined ? '' : `  What to do: ${printable(remedy)}\n`
  return `\n${head}  ${printable(message)}\n${advice}`
}
