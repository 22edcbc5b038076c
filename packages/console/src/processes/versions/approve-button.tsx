import type { ProcessVersion } from '@coupa-connector/protocol'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../../session/session-queries.ts'
import type { CurrentAccount } from '../../session/use-account.ts'
import { accountQuery } from '../../settings/account-queries.ts'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { approveVersion } from '../process-mutations.ts'
import { processKeys } from '../process-queries.ts'

/** Finds a version fit for production, where the account wants two people for that. */
export function ApproveButton({
  account,
  process,
  version: { number, approval },
}: {
  readonly account: CurrentAccount
  readonly process: string
  readonly version: ProcessVersion
}): React.JSX.Element | null {
  const queryClient = useQueryClient()
  const policy = useQuery({
    ...accountQuery(account.id),
    select: ({ account: { policy } }) => policy.productionDeploys,
  })
  const [isAsked, setAsked] = useState(false)
  const approve = useMutation({
    mutationFn: async () => await approveVersion(account.id, process, number),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: processKeys.versions(account.id, process) })
      setAsked(false)
    },
  })
  const { data: session } = useSuspenseQuery(sessionQuery)
  const isOwn = approval !== null && approval.person === session.person.id
  if (policy.data !== 'with-approval' || isOwn || !account.can('administrator')) return null
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Approve version ${number}`}
        onClick={() => setAsked(true)}
      >
        {approval === null ? 'Approve' : 'Approve, too'}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={`Approve version ${number} for production`}
        verb="Approve"
        consequences={[
          ...(approval === null ? [] : [`Your approval replaces that of ${approval.by}.`]),
          'Another administrator can deploy it to production then. You cannot deploy it there yourself.',
          'What it changes stands under “What changed”.',
        ]}
        isPending={approve.isPending}
        error={approve.error}
        onConfirm={() => approve.mutate()}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
