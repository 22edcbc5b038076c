import type { Deployment } from '@coupa-connector/protocol'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { rollBackDeployment } from '../process-mutations.ts'

/** Returns to the version that was deployed before. In production the name of the process has to be typed. */
export function RollBackButton({
  account,
  deployment,
}: {
  readonly account: string
  readonly deployment: Deployment
}): React.JSX.Element | null {
  const queryClient = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const rollBack = useMutation({
    mutationFn: () => rollBackDeployment(account, deployment.id),
    onSuccess: async () => {
      await tellRunChanged(queryClient, account)
      setAsked(false)
    },
  })
  const { process, environment, version, previousVersion } = deployment
  if (previousVersion === null) return null
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => setAsked(true)}>
        Roll back to {previousVersion}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={`Roll ${process.name} back in ${environment.name}`}
        consequences={[
          `Version ${previousVersion} replaces version ${version}.`,
          'What was delivered is remembered. A run that is under way ends with the version it began with.',
        ]}
        verb="Roll back"
        nameToType={environment.classification === 'production' ? process.name : undefined}
        isPending={rollBack.isPending}
        error={rollBack.error}
        onConfirm={() => rollBack.mutate()}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
