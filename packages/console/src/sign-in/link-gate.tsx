import { Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ProblemError } from '../api/client.ts'
import { Entrance } from '../layout/entrance.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'

/** Shows a form only when its one-time link can be used; otherwise why it cannot, before anything is filled in. */
export function LinkGate({
  title,
  link,
  children,
}: {
  /** Of the page, while the form is not there. */
  readonly title: string
  readonly link: UseQueryResult<unknown>
  readonly children: React.ReactNode
}): React.JSX.Element {
  if (link.isSuccess) return <>{children}</>
  return (
    <Entrance title={title}>
      {link.error ? (
        <Stack gap="md">
          <ErrorState
            error={link.error}
            onRetry={link.error instanceof ProblemError ? undefined : () => void link.refetch()}
          />
          <Text size="sm">
            If you already have an account,{' '}
            <Link className="text-link" to="/sign-in" search={{}}>
              sign in
            </Link>
            .
          </Text>
        </Stack>
      ) : (
        <LoadingRows rows={2} />
      )}
    </Entrance>
  )
}

/** A link that was cut off before its token. */
export function IncompleteLink({ children }: { readonly children: React.ReactNode }): React.JSX.Element {
  return (
    <Entrance title="This link is incomplete">
      <Text size="sm">{children}</Text>
    </Entrance>
  )
}
