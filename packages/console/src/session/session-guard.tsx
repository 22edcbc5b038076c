import { useSuspenseQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { loadCode } from '../api/load-code.ts'
import { useFlag } from '../ui/controls/use-flag.ts'
import { sessionHasEnded } from './session-end.ts'
import { sessionQuery } from './session-queries.ts'

const SignInAgain = lazy(() => loadCode(() => import('./sign-in-again.tsx')))

/** Asks to sign in again, over the page, once its session has ended. */
export function SessionGuard(): React.JSX.Element | null {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!useFlag(sessionHasEnded)) return null
  return (
    <Suspense>
      <SignInAgain session={data} />
    </Suspense>
  )
}
