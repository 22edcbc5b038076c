import type { SessionView } from '@coupa-connector/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { ProblemError } from '../api/client.ts'
import { sessionQuery } from './session-queries.ts'

/** Who is signed in. Redirects to the sign-in page, and from there back, when nobody is. */
export async function requireSession(queryClient: QueryClient, wanted: string): Promise<SessionView> {
  try {
    return await queryClient.ensureQueryData(sessionQuery)
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'NOT_SIGNED_IN')) throw error
    throw redirect({ to: '/sign-in', search: wanted === '/' ? {} : { returnTo: wanted }, replace: true })
  }
}

/** Does something as soon as the session is known. Does nothing when nobody is signed in, because the page then redirects. */
export function onceSignedIn(queryClient: QueryClient, work: () => void): void {
  queryClient.ensureQueryData(sessionQuery).then(work, () => {})
}
