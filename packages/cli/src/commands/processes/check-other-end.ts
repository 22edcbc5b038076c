import { randomUUID } from 'node:crypto'
import { EndpointError, type ShapeChange } from '@coupa-connector/endpoints'
import { createMapper, type Definition, isLoad } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { readProcess } from '../process-files/read-definition.ts'
import { type CheckedStage, showCheck } from '../process-files/show-check.ts'
import { readTarget, type TargetSettings } from '../process-files/value-settings.ts'

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
  return await showCheck(end, stagesOf(definition, target, context), input, context)
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
