import { EndpointError } from '@coupa-connector/endpoints'
import type { LoadDefinition } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { type CheckedStage, showCheck } from '../process-files/show-check.ts'
import { readSource } from '../process-files/value-settings.ts'
import { openInbox } from './open-inbox.ts'
import { openSource } from './open-source.ts'

/** Tests the source of a load, and gives the exit code. Nothing of it is loaded. */
export async function checkSource(definition: LoadDefinition, input: CommandInput, context: Context): Promise<number> {
  const { process } = definition
  const { kind, title } = (await readSource(definition, input, context)).type
  const isRead =
    definition.destination.flatFiles === undefined
      ? 'read from this source'
      : "read from this source and write into Coupa's inbox"
  const successText = (isDoubtful: boolean): string =>
    `${process} can ${isDoubtful ? 'reach this source; heed the warnings' : isRead}.`
  return await showCheck({ process, kind, title, successText }, stagesOf(definition, input, context), input, context)
}

async function* stagesOf(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): AsyncGenerator<CheckedStage> {
  const startedAtMs = context.clock.monotonicMs()
  const stage = (message: string): CheckedStage => {
    const durationMs = Math.round(context.clock.monotonicMs() - startedAtMs)
    return { name: 'settings', status: 'passed', message, durationMs }
  }
  try {
    await using source = await openSource(definition, input, context)
    await using inbox = await openInbox(definition, input, context)
    yield stage('They are complete.')
    for await (const { stage: name, ...report } of source.check()) {
      yield { name, ...report }
      if (report.status === 'failed') return
    }
    for await (const { stage: name, message, ...report } of inbox?.check() ?? []) {
      yield { name, message: `Coupa's inbox: ${message}`, ...report }
      if (report.status === 'failed') return
    }
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error
    const { code, message, remedy } = error
    yield { ...stage(message), status: 'failed', code, remedy }
  }
}
