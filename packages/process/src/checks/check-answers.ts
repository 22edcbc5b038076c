import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { Definition } from '../definition/definition-schema.ts'
import { kindsWithFiles } from '../definition/parts-schema.ts'

/** Where the consumer puts its answers: it is declared, can be read, and somebody waits for them. */
export function checkAnswers({ acknowledge, destination, values }: Definition): readonly DefinitionProblem[] {
  const { answers, mode } = acknowledge
  if (answers === undefined) return []
  const problems: DefinitionProblem[] = []
  if (mode !== 'after-answer') {
    problems.push({
      path: 'acknowledge.answers',
      message: `is set, and acknowledge.mode is ${mode}: nobody waits for answers`,
      suggestion: 'Set acknowledge.mode to after-answer.',
    })
  }
  const path = `values.${answers.connection}`
  if (answers.connection === destination.connection) {
    problems.push({
      path: 'acknowledge.answers.connection',
      message: `is "${answers.connection}", which is the destination`,
      suggestion: 'Give the answers a value of their own, such as answers.',
    })
    return problems
  }
  const kind = values[answers.connection]?.kind
  const hasFiles = kindsWithFiles.includes(kind ?? '')
  if (!hasFiles && kind !== 'postgresql') {
    problems.push({
      path,
      message:
        kind === undefined
          ? 'is missing: it is where the answers are'
          : `is a ${kind}, and answers come from ${kindsWithFiles.join(', ')} or postgresql`,
      suggestion: 'Write { "kind": "files" }.',
    })
    return problems
  }
  if (kind === 'postgresql' && answers.query === undefined) {
    problems.push({
      path: 'acknowledge.answers.query',
      message: 'is missing: PostgreSQL gives the answers by a query',
      suggestion: 'For example: select id, outcome, sequence from answer.',
    })
  }
  for (const name of hasFiles ? (['query', 'keySet'] as const) : (['format', 'pattern'] as const)) {
    if (answers[name] === undefined) continue
    problems.push({ path: `acknowledge.answers.${name}`, message: `is set, and ${kind} has no use for it` })
  }
  return problems
}
