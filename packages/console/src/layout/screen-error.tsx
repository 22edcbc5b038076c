import { Button, Container, Text } from '@mantine/core'
import { useParams, useRouter } from '@tanstack/react-router'
import { CodeGoneError } from '../api/load-code.ts'
import { LinkButton } from '../ui/controls/link-button.tsx'
import { Page } from '../ui/pages/page.tsx'
import { EmptyState, ErrorState } from '../ui/states/states.tsx'
import { Entrance } from './entrance.tsx'

/** What a screen shows when it cannot be shown. There is always a way out. */
export function ScreenError({ error }: { readonly error: unknown }): React.JSX.Element {
  const router = useRouter()
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
