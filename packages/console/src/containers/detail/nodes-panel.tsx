import type { Container } from '@coupa-connector/protocol'
import { Button, Group, Title } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { plural } from '../../ui/words/numbers.ts'
import { useRevokeNode } from '../container-mutations.ts'
import type { ContainerNode } from '../container-words.ts'
import { EnrollDialog } from '../enroll/enroll-dialog.tsx'
import { NodeList } from './node-list.tsx'

/** The nodes of a container of one's own: looked at, added, revoked. */
export function NodesPanel({
  account,
  container,
  canChange,
}: {
  readonly account: string
  readonly container: Container
  readonly canChange: boolean
}): React.JSX.Element {
  const [isAdding, setIsAdding] = useState(false)
  const [revoking, setRevoking] = useState<ContainerNode>()
  const revoke = useRevokeNode(account, container.id)
  return (
    <section aria-labelledby="nodes">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3" id="nodes">
          {container.kind === 'atom' ? 'Node' : 'Nodes'}
        </Title>
        {canChange && container.kind !== 'atom' ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setIsAdding(true)}
          >
            Add node
          </Button>
        ) : null}
      </Group>
      <NodeList nodes={container.nodes} kind={container.kind} onRevoke={canChange ? setRevoking : undefined} />
      {canChange ? (
        <EnrollDialog account={account} opened={isAdding} onClose={() => setIsAdding(false)} growing={container} />
      ) : null}
      <ConfirmDialog
        opened={revoking !== undefined}
        title={`Revoke the node “${revoking?.name ?? ''}”?`}
        consequences={[
          'Its credential stops working immediately, and it is removed from the list.',
          ...(revoking && revoking.runningJobs > 0
            ? [
                `${plural(revoking.runningJobs, 'job')} running on it ${revoking.runningJobs === 1 ? 'is' : 'are'} interrupted.`,
              ]
            : []),
          ...(container.nodes.length === 1 ? [`“${container.name}” has no other node, so nothing can run there.`] : []),
          'To bring the machine back, enroll it again.',
        ]}
        verb="Revoke"
        nameToType={revoking?.status === 'online' && container.nodes.length === 1 ? revoking.name : undefined}
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoking && revoke.mutate(revoking.id, { onSuccess: () => setRevoking(undefined) })}
        onClose={() => {
          setRevoking(undefined)
          revoke.reset()
        }}
      />
    </section>
  )
}
