import { type FieldProblem, ProblemError } from '@coupa-connector/protocol'
import { UsageError } from '../../command/usage-error.ts'

/** What a person typed for lists, in their order: the hub names a part of them by its place. */
export interface TypedLists {
  readonly schedules?: readonly string[] | undefined
  readonly maintenance?: readonly string[] | undefined
}

/**
 * Does work, and tells what the hub refuses of the command line in words of the command line: the hub names fields of a request
 * that nobody here has seen. Throws a `UsageError` for these, because nothing was changed then.
 */
export async function inOptions<Result>(work: () => Promise<Result>, typed: TypedLists = {}): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProblemError) throw toUsageError(error, typed) ?? error
    throw error
  }
}

function toUsageError(error: ProblemError, typed: TypedLists): UsageError | undefined {
  const { fields = [], detail } = error.problem
  if (error.code === 'DEFINITION_INVALID') {
    return new UsageError(detail, { cause: error, suggestion: 'Correct the definition and apply it again.' })
  }
  if (error.code === 'CONFIRMATION_NEEDED') {
    const name = fields.find(({ suggestedValue }) => suggestedValue !== undefined)?.suggestedValue
    const suggestion = `Use another connection, or repeat the name of this one: --confirm-mixing "${name ?? 'NAME'}"`
    return new UsageError(detail, { cause: error, suggestion })
  }
  if (error.code === 'NAME_TAKEN') return new UsageError(detail, { cause: error, suggestion: error.suggestion })
  const lines = fields.map((problem) => {
    const { message, suggestion } = problem
    return { message: `${optionOf(problem, typed)}: ${message}`, suggestion }
  })
  const [line] = lines
  if (line === undefined) return undefined
  if (lines.length === 1) {
    return new UsageError(line.message, { cause: error, suggestion: line.suggestion ?? error.suggestion })
  }
  const text = lines.map(({ message, suggestion }) => `  ${message}${suggestion === undefined ? '' : ` ${suggestion}`}`)
  return new UsageError(`The hub refuses this, and nothing was changed:\n${text.join('\n')}`, { cause: error })
}

/** Words for fields whose option is not called as they are. */
const otherWords: Readonly<Record<string, string>> = {
  name: 'the name',
  pauseAfterFailures: '--pause-after',
  definition: 'the definition',
}

function optionOf({ field }: FieldProblem, { schedules = [], maintenance = [] }: TypedLists): string {
  const [place = '', ...rest] = field.replace(/^(?:body|query|params)\./, '').split('.')
  if (place === 'settings' && rest.length > 0) return `--set ${rest.join('.')}`
  if (place === 'secrets' && rest.length > 0) return `--set-file ${rest.join('.')}`
  if (place === 'schedules') return schedules[Number(rest[0])] ?? 'the schedule'
  if (place === 'maintenance') return maintenance[Number(rest[0])] ?? '--maintenance'
  if (place === 'ends' && rest[0] !== undefined) return `--end ${rest[0]}`
  return otherWords[place] ?? `--${place.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
