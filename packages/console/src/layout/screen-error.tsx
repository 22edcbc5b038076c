import { Button, Container, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useRouter } from '@tanstack/react-router'
import { CodeGoneError } from '../api/load-code.ts'
import { sessionQuery } from '../session/session-queries.ts'
import { NoSuchAccountError } from '../session/use-account.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { Entrance } from './entrance.tsx'

/** What a screen shows when it cannot be shown. There is always a way out. */
export function ScreenError({ error }: { readonly error: unknown }): React.JSX.Element {
  const router = useRouter()
  if (error instanceof NoSuchAccountError) return <NoSuchAccount />
  const isOld = error instanceof CodeGoneError
  return (
    <Container py="xl" size="sm">
      <ErrorState
        error={error}
        retryLabel={isOld ? 'Reload' : undefined}
        onRetry={() => (isOld ? window.location.reload() : void router.invalidate())}
      />
      <Text size="sm" mt="md">
        <a className="text-link" href="/">
          Go to the home page
        </a>
      </Text>
    </Container>
  )
}

/** The address of an account that does not exist, or that the person is not a member of. */
function NoSuchAccount(): React.JSX.Element {
  const { data } = useQuery(sessionQuery)
  const memberships = data?.memberships ?? []
  return (
    <Entrance
      title="You don't have access to this account"
      description="It doesn't exist, or you're not a member of it. An administrator of the account can invite you."
    >
      <Stack gap="sm">
        {memberships.slice(0, 8).map(({ account }) => (
          <LinkButton key={account.id} to="/a/$account" params={{ account: account.id }} variant="default">
            Go to {account.name}
          </LinkButton>
        ))}
        {memberships.length === 0 ? <LinkButton to="/">Go home</LinkButton> : null}
        {data ? (
          <Text size="sm" className="muted">
            You are signed in as {data.person.email}.
          </Text>
        ) : null}
      </Stack>
    </Entrance>
  )
}

/** An address that leads nowhere. */
export function NotFound(): React.JSX.Element {
  return (
    <Entrance title="Page not found" description="The link may be old, or what it led to was deleted.">
      <LinkButton to="/">Go home</LinkButton>
    </Entrance>
  )
}

/** An address inside an account that leads nowhere; the navigation stays. */
export function NotFoundInAccount(): React.JSX.Element {
  const { account } = useParams({ strict: false })
  return (
    <Page title="Page not found">
      <EmptyState
        icon="explore"
        title="There is no page at this address"
        action={
          <Button component="a" href={account === undefined ? '/' : `/a/${account}`}>
            Go home
          </Button>
        }
      >
        The link may be old, or what it led to was deleted.
      </EmptyState>
    </Page>
  )
}
