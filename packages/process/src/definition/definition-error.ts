/** One thing that is wrong with a definition. */
export interface DefinitionProblem {
  /** Where: `mapping.tables.invoice.columns.total.as`. Empty for the definition as a whole. */
  readonly path: string
  /** What is wrong, as the rest of a sentence that begins with the path: `is "worklist", which is not a mode`. */
  readonly message: string
  /** What to write instead. */
  readonly suggestion?: string | undefined
}

/** A definition that cannot be carried out, with everything that is wrong with it. */
export class DefinitionError extends Error {
  readonly code = 'DEFINITION_INVALID'
  readonly problems: readonly DefinitionProblem[]

  constructor(problems: readonly DefinitionProblem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
    super([`The definition has ${count}:`, ...problems.map((problem) => `  ${inWords(problem)}`)].join('\n'))
    this.name = 'DefinitionError'
    this.problems = problems
  }
}

function inWords({ path, message, suggestion }: DefinitionProblem): string {
  return `${path === '' ? 'the definition' : path} ${message}.${suggestion === undefined ? '' : ` ${suggestion}`}`
}
