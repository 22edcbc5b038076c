import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { describeError } from '../../api/client.ts'
import { Icon, type IconName } from '../marks/icon.tsx'

/** Keeps the room of a list that is still loading, so that nothing jumps. */
export function LoadingRows({
  rows = 5,
  height = 56,
}: {
  readonly rows?: number
  readonly height?: number
}): React.JSX.Element {
  return (
    <Stack gap="xs" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={`row-${String(index)}`} height={height} radius="md" />
      ))}
    </Stack>
  )
}

/** What happened, what to do about it, and a way to try again. */
export function ErrorState({
  error,
  onRetry,
  retryLabel = 'Try again',
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  readonly retryLabel?: string | undefined
}): React.JSX.Element {
  const { message, suggestion } = describeError(error)
  return (
    <Alert color="red" variant="light" title={message} icon={<Icon name="warning" />} role="alert">
      {suggestion ? <Text size="sm">{suggestion}</Text> : null}
      {onRetry ? (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {retryLabel}
        </Button>
      ) : null}
    </Alert>
  )
}

/** Says what would stand here, and how to get there. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: IconName
  readonly title: string
  readonly children: React.ReactNode
  readonly action?: React.ReactNode
}): React.JSX.Element {
  return (
    <Stack className="surface" align="center" gap="xs" px="lg" py={48} ta="center">
      <span className="quiet">
        <Icon name={icon} size={36} />
      </span>
      <Title order={2}>{title}</Title>
      <Text className="muted" maw={480} size="sm">
        {children}
      </Text>
      {action ? <Group mt="sm">{action}</Group> : null}
    </Stack>
  )
}
