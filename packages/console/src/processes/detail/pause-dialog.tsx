import type { Deployment } from '@coupa-connector/protocol'
import { Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProductionBar } from '../../environments/production-bar.tsx'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { pauseDeployment } from '../process-mutations.ts'

interface PauseProps {
  readonly account: string
  readonly deployment: Deployment
  readonly onClose: () => void
}

/** Asks why a deployment is paused, for whoever finds it paused. */
export function PauseDialog({ opened, ...props }: PauseProps & { readonly opened: boolean }): React.JSX.Element {
  const { process, environment } = props.deployment
  return (
    <Dialog opened={opened} onClose={props.onClose} title={`Pause ${process.name} in ${environment.name}`} centered>
      <Pause {...props} />
    </Dialog>
  )
}

function Pause({ account, deployment, onClose }: PauseProps): React.JSX.Element {
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const pause = useMutation({
    mutationFn: () => pauseDeployment(account, deployment.id, reason.trim()),
    onSuccess: async () => {
      await tellRunChanged(queryClient, account)
      onClose()
    },
  })
  return (
    <DialogForm
      verb="Pause"
      isPending={pause.isPending}
      error={pause.error}
      onSubmit={() => pause.mutate()}
      onCancel={onClose}
    >
      {deployment.environment.classification === 'production' ? (
        <ProductionBar>This is production.</ProductionBar>
      ) : null}
      <Text size="sm">
        Nothing starts by schedule until somebody resumes it. A run that is under way continues to its end.
      </Text>
      <TextInput
        label="Reason"
        description="Shown to whoever finds it paused. Optional."
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
