import type { EndpointError } from './endpoint-error.ts'

/** Wraps an operation of a destination, so that its failures say what was attempted: `Committing to`. */
export type ExplainFailures = <Arguments extends readonly unknown[], Result>(
  action: string,
  work: (...args: Arguments) => Promise<Result>,
) => (...args: Arguments) => Promise<Result>

/** Mistakes of the program itself stay what they are. */
export function explainFailures(explain: (error: unknown, action: string) => EndpointError): ExplainFailures {
  return (action, work) =>
    async (...args) => {
      try {
        return await work(...args)
      } catch (error) {
        throw error instanceof TypeError ? error : explain(error, action)
      }
    }
}
