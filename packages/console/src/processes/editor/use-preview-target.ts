import type { Process } from '@coupa-connector/protocol'
import { useQuery } from '@tanstack/react-query'
import { firstConnectionsQuery } from '../../connections/connection-queries.ts'
import { firstContainersQuery } from '../../containers/container-queries.ts'
import type { PreviewTarget } from '../../definition-editor/preview/live-preview.tsx'

/**
 * With what a definition is shown while it is edited: as it is deployed for tests, or else somewhere; before that, the first connection
 * that works and the first container that is there.
 */
export function usePreviewTarget(account: string, { deployments }: Process): PreviewTarget {
  const deployed = deployments.find(({ environment }) => environment.classification === 'test') ?? deployments[0]
  const isNew = deployed === undefined
  const connections = useQuery({ ...firstConnectionsQuery(account, { limit: 50 }), enabled: isNew })
  const containers = useQuery({ ...firstContainersQuery(account), enabled: isNew })
  return {
    account,
    connection: deployed?.connection.id ?? connections.data?.items.find(({ state }) => state === 'verified')?.id,
    container: deployed?.container.id ?? containers.data?.find((one) => one.unavailableReason === null)?.id,
    destination: deployed?.destination.id,
  }
}
