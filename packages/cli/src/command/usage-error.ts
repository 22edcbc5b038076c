/**
 * The command line, the settings or the input were wrong and nothing was done: exit code 2. The message names what was wrong
 * and what was given (never a secret). The suggestion says what to do instead.
 */
export class UsageError extends Error {
  readonly suggestion: string | undefined

  constructor(message: string, { suggestion, ...options }: ErrorOptions & { suggestion?: string | undefined } = {}) {
    super(message, options)
    this.name = 'UsageError'
    this.suggestion = suggestion
  }
}
