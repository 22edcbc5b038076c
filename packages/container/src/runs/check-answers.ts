import type { Clock } from '@coupa-connector/connector/plugins'
import { EndpointError } from '@coupa-connector/endpoints'
import type { Definition } from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import type { Stage } from './end-check.ts'
import { openAnswers } from './open-answers.ts'

/** Whether answers of the consumer can be taken, as one stage of a check; none where the process has no place of answers. */
export async function checkAnswers(
  envelope: RunEnvelope,
  definition: Definition,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<readonly Stage[]> {
  if (definition.acknowledge.answers === undefined) return []
  const startedMs = clock.monotonicMs()
  const stage = (report: Omit<Stage, 'stage' | 'durationMs'>): readonly Stage[] => {
    return [{ ...report, stage: 'answers', durationMs: Math.round(clock.monotonicMs() - startedMs) }]
  }
  try {
    const answers = await openAnswers(envelope, definition, { clock, signal })
    await using source = answers?.source
    for await (const { status, code, message, remedy } of source?.check() ?? []) {
      if (status !== 'passed') return stage({ status, code, message, remedy })
    }
    return stage({ status: 'passed', message: 'Answers can be taken.' })
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error
    const { code, message, remedy } = error
    return stage({ status: 'failed', code, message, remedy })
  }
}
