import type { Job } from '@coupa-connector/protocol'
import { Alert, List, Stack, Text } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'

/** Why an operation returned nothing: what happened, all of Coupa's own words, and what to do. */
export function RunFailure({ job }: { readonly job: Job }): React.JSX.Element {
  const { result } = job
  const error = result?.error
  const message = result?.message || error?.message || `The operation ended with ${job.outcome ?? 'no outcome'}.`
  const messages = (error?.messages ?? []).filter((text) => !message.includes(text))
  const isCancelled = job.outcome === 'CANCELLED'
  return (
    <Alert
      color={isCancelled ? 'gray' : 'red'}
      variant="light"
      title={message}
      icon={<Icon name={isCancelled ? 'stop' : 'warning'} />}
      role="alert"
    >
      <Stack gap="xs">
        {messages.length > 0 ? (
          <div>
            <Text size="sm">Coupa’s message:</Text>
            <List size="sm">
              {messages.map((text) => (
                <List.Item key={text}>{text}</List.Item>
              ))}
            </List>
          </div>
        ) : null}
        {error?.suggestion ? <Text size="sm">{error.suggestion}</Text> : null}
        <Text size="xs" className="muted">
          {error?.code ?? job.outcome}
          {error?.isRetryable ? ' · may work if you try again' : ''}
        </Text>
      </Stack>
    </Alert>
  )
}
