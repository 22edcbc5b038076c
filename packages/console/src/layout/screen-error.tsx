import { Container } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { ErrorState } from '../ui/states.tsx'
import { Entrance } from './entrance.tsx'

/** What a screen shows when it cannot be shown. */
export function ScreenError({ error }: { readonly error: unknown }): React.JSX.Element {
  const router = useRouter()
  return (
    <Container py="xl" size="sm">
      <ErrorState error={error} onRetry={() => void router.invalidate()} />
    </Container>
  )
}

/** An address that leads nowhere. */
export function NotFound(): React.JSX.Element {
  return (
    <Entrance
      title="There is nothing at this address"
      description="The link may be old, or what it led to was deleted."
    >
      <Link to="/">To the start page</Link>
    </Entrance>
  )
}
