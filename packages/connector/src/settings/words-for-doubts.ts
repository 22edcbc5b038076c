/** What is doubtful about scopes that a token server does not accept. */
export interface ScopeDoubts {
  /** Commas, semicolons or line breaks stand where spaces should. */
  readonly hasSeparators: boolean
  /** Names that Coupa is not known to have, with the one that was probably meant. */
  readonly unknown: readonly { readonly name: string; readonly meant?: string | undefined }[]
  /** The scopes that were probably meant, for the token request; undefined when nothing is to be changed. */
  readonly suggestedScope: string | undefined
}

/** The doubts in sentences, the first with a leading space; empty when there are none. */
export function wordsForDoubts({ hasSeparators, unknown }: ScopeDoubts): string {
  const separators = hasSeparators ? [` ${separatorsInScope}`] : []
  const names = unknown.map(
    ({ name, meant }) =>
      ` Coupa is not known to have a scope ${name}${meant === undefined ? '' : `; it has ${meant}`}.`,
  )
  return [...separators, ...names].join('')
}

export const separatorsInScope = 'Scope contains commas, semicolons or line breaks, which do not separate scopes.'
