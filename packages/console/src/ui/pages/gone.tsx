import { ProblemError } from '../../api/client.ts'
import type { IconName } from '../marks/icon.tsx'
import { EmptyState } from '../states/states.tsx'
import { Page } from './page.tsx'

/** Whether an error says that something does not exist: trying again would not help. */
export function isGone(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 404
}

/** Stands for something that does not exist any more, with the way to what does. */
export function Gone({
  what,
  icon,
  action,
}: {
  /** `connection`, `test`. */
  readonly what: string
  readonly icon: IconName
  readonly action: React.ReactNode
}): React.JSX.Element {
  return (
    <Page title={`${what.charAt(0).toUpperCase()}${what.slice(1)} not found`}>
      <EmptyState icon={icon} title={`This ${what} does not exist`} action={action}>
        It was deleted, or the link belongs to another account.
      </EmptyState>
    </Page>
  )
}
