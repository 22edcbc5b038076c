import type { OperationResult } from '@coupa-connector/protocol'
import { Text } from '@mantine/core'

/** What was sent to Coupa: method and path, in readable form, without headers and secrets. */
export function SentRequests({
  requests,
}: {
  readonly requests: NonNullable<OperationResult['requests']>
}): React.JSX.Element {
  if (requests.length === 0) {
    return (
      <Text size="sm" className="muted">
        No requests were sent.
      </Text>
    )
  }
  return (
    <ol className="surface rows">
      {requests.map(({ method, path, status }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the requests of a finished job do not move
        <li key={index} className="request">
          <span className="muted">{status ?? 'no response'}</span>
          <code>
            <strong>{method}</strong> {readable(path)}
          </code>
        </li>
      ))}
    </ol>
  )
}

/** Without percent signs where they only hide brackets, quotation marks and the like. */
function readable(path: string): string {
  try {
    return decodeURI(path).replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%2C', ',').replaceAll('%3A', ':')
  } catch {
    return path
  }
}
