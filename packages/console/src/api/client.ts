import { type Client, createClient, ProblemError } from '@coupa-connector/protocol'

/** The hub that served the page. The browser sends the session cookie by itself. */
export const client: Client = createClient({
  hubUrl: window.location.origin,
  fetch: (input, init) => fetch(input, { ...init, credentials: 'same-origin' }),
})

/** What to tell a person about an error: what happened and, if there is one, the way out. */
export function describeError(error: unknown): { readonly message: string; readonly suggestion: string | undefined } {
  if (error instanceof ProblemError) return { message: error.problem.detail, suggestion: error.suggestion }
  if (error instanceof TypeError) {
    return { message: 'The hub cannot be reached.', suggestion: 'Check the network, then try again.' }
  }
  return { message: error instanceof Error ? error.message : String(error), suggestion: undefined }
}

export { ProblemError }
