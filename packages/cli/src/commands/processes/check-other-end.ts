import { randomUUID } from 'node:crypto'
import { EndpointError, type ShapeChange } from '@coupa-connector/endpoints'
import { createMapper, type Definition, isLoad } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { readProcess } from '../process-files/read-definition.ts'
import { type CheckedStage, showCheck } from '../process-files/show-check.ts'
import { readTarget, type TargetSettings } from '../process-files/value-settings.ts'
import { openAnswers } from './answers/open-answers.ts'

/** Tests the other end of a process, and gives the exit code. */
export async function checkOtherEnd(input: CommandInput, context: Context): Promise<number> {
  const definition = await readProcess(input.required('file'))
  if (isLoad(definition))
    return await (await import('../loads/check-source.ts')).checkSource(definition, input, context)
  const target = await readTarget(definition, input, context)
  const { kind, title, guarantee } = target.type
  const { process } = definition
  const successText = (isDoubtful: boolean): string => {
    const verdict = isDoubtful ? 'can reach this destination; heed the warnings' : 'can deliver to this destination'
    return `${process} ${verdict}. Guarantee: ${guarantee}.`
  }
  const end = { process, kind, title, guarantee, successText }
  return await showCheck(end, bothPlaces(definition, target, input, context), input, context)
}

/** The destination, and then the place of the answers if there is one. */
async function* bothPlaces(
  definition: Definition,
  target: TargetSettings,
  input: CommandInput,
  context: Context,
): AsyncGenerator<CheckedStage> {
  for await (const stage of stagesOf(definition, target, context)) {
    yield stage
    if (stage.status === 'failed') return
  }
  if (definition.acknowledge.answers !== undefined) yield await checkAnswersPlace(definition, input, context)
}

async function checkAnswersPlace(definition: Definition, input: CommandInput, context: Context): Promise<CheckedStage> {
  const { clock } = context
  const startedAtMs = clock.monotonicMs()
  const stage = (report: Pick<CheckedStage, 'status' | 'message' | 'code' | 'remedy'>): CheckedStage => {
    return { name: 'answers', durationMs: Math.round(clock.monotonicMs() - startedAtMs), ...report }
  }
  try {
    const answers = await openAnswers(definition, input, context)
    await using source = answers?.source
    let last: Pick<CheckedStage, 'status' | 'message' | 'code' | 'remedy'> | undefined
    for await (const report of source?.check() ?? []) {
      last = report
      if (report.status === 'failed') return stage(report)
    }
    return stage(last?.status === 'warning' ? last : { status: 'passed', message: 'Answers can be taken.' })
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error
    const { code, message, remedy } = error
    return stage({ status: 'failed', message, code, remedy })
  }
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

/** Changes that are named; the others are counted. */
const namedChanges = 5

function changesText(changes: readonly ShapeChange[]): string {
  if (changes.length === 0) return 'Records fit as it is.'
  const named = changes.slice(0, namedChanges).map(({ description }) => description)
  const others = changes.length > namedChanges ? [`${changes.length - namedChanges} more`] : []
  return `The first run makes room: ${[...named, ...others].join(', ')}.`
}
