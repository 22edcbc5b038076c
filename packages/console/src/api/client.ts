import { type Client, createClient, ProblemError } from '@coupa-connector/protocol'
import { watchedFetch } from './hub-contact.ts'
import { CodeGoneError } from './load-code.ts'

/** The hub that served the page. The browser sends the session cookie by itself. */
export const client: Client = createClient({ hubUrl: window.location.origin, fetch: watchedFetch })

/** What to tell a person about an error: what happened and, if there is one, the way out. */
export function describeError(error: unknown): { readonly message: string; readonly suggestion: string | undefined } {
  if (isSessionEnd(error)) {
    return { message: 'Your session has ended.', suggestion: 'Sign in again, then repeat what you did.' }
  }
  if (error instanceof ProblemError) return { message: error.problem.detail, suggestion: error.suggestion }
  if (error instanceof CodeGoneError) {
    return { message: error.message, suggestion: 'Reload the page to get the new version.' }
  }
  if (error instanceof TypeError) {
    return { message: 'The hub is not answering.', suggestion: 'Check your network connection, then try again.' }
  }
  return { message: error instanceof Error ? error.message : String(error), suggestion: undefined }
}

/** Whether the hub refused because nobody is signed in any more. */
export function isSessionEnd(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'NOT_SIGNED_IN'
}

export { ProblemError }
